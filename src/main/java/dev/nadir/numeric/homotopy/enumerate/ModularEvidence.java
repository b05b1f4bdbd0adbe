package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.numeric.homotopy.Completeness;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.PathCounts;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.rings.QuotientDimension;
import java.util.List;
import java.util.Optional;

/** What a Groebner basis modulo a prime says where one over the fractions takes too long: evidence, no proof. */
final class ModularEvidence {

    private ModularEvidence() {}

    /**
     * The result with one more reason, if modulo a prime there are as many solutions as regular roots were found. Then there
     * is no room for others: ends that look singular are far away.
     */
    static Optional<HomotopyResult> of(List<Polynomial> equations, HomotopyResult result, long work) {
        if (work == 0) {
            return Optional.empty();
        }
        return QuotientDimension.modulo(equations, work)
                .filter(answer ->
                        answer.isFinite() && answer.count() == result.roots().size())
                .map(
                        answer -> withoutSingular(result)
                                .with(
                                        new Completeness(
                                                result.completeness().basis(),
                                                result.completeness().reason() + "; modulo " + QuotientDimension.PRIME
                                                        + " the quotient ring has the dimension " + answer.count()
                                                        + ", as it has over the fractions unless that prime is an unlucky one"
                                                        + (result.singular().isEmpty()
                                                                ? ""
                                                                : ", and no room for the ends of "
                                                                        + result.paths()
                                                                                .singular()
                                                                        + " paths that look singular: they are counted as at infinity"))));
    }

    private static HomotopyResult withoutSingular(HomotopyResult result) {
        PathCounts paths = result.paths();
        return result.with(
                result.roots(),
                List.of(),
                new PathCounts(
                        paths.tracked(),
                        paths.isolated(),
                        0,
                        paths.atInfinity() + paths.singular(),
                        paths.excess(),
                        paths.failed()));
    }
}
