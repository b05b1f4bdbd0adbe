package dev.nadir.evidence.verify;

import dev.nadir.evidence.InstanceEvidence.Finding;
import dev.nadir.model.Model;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.Vectors;
import dev.nadir.numeric.symmetry.GroupElements;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Whether a declared symmetry leaves the loss as written alone, at random points and random group elements. */
public final class SymmetryCheck {

    /** The loss is analytic in both: one that is not invariant changes at almost every pair. */
    private static final int PAIRS = 20;

    private SymmetryCheck() {}

    /**
     * What was found.
     *
     * @param violation the point and the element that change the loss, if there are any
     */
    public record Result(Finding finding, double change, Optional<String> violation) {}

    /** Tries the symmetry. */
    public static Result of(Model.Symmetry symmetry, Bench bench) {
        DeclaredSymmetry action = DeclaredSymmetry.of(List.of(symmetry), bench.scope(), bench.layout());
        double worst = 0;
        int tried = 0;
        for (int k = 0; k < PAIRS; k++) {
            RandomGenerator random =
                    bench.seed().child(symmetry.name()).child(k).generator();
            double[] x = new double[bench.layout().dimension()];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextGaussian();
            }
            List<Matrix> element = GroupElements.random(action.factors(), random);
            double[] image = action.apply(element, x);
            double before = bench.loss(bench.layout().unpack(x));
            double after = bench.loss(bench.layout().unpack(image));
            if (!Double.isFinite(before)) {
                continue;
            }
            tried++;
            Map<String, Matrix> point = bench.layout().unpack(x);
            double noise = Vectors.isFinite(image)
                    ? bench.lossNoise(point) + bench.lossNoise(bench.layout().unpack(image))
                    : 0;
            double change = Math.abs(after - before);
            if (!(change <= noise)) {
                return violated(symmetry, before, after, point, element);
            }
            worst = Math.max(worst, change / Math.max(Math.abs(before), Double.MIN_NORMAL));
        }
        String detail = tried == 0
                ? "the loss is not defined at any of " + PAIRS + " random points"
                : "largest relative change " + Numbers.small(worst) + " over " + tried + " random elements";
        return new Result(
                new Finding(symmetry.name(), symmetry.description(), tried > 0, detail), worst, Optional.empty());
    }

    private static Result violated(
            Model.Symmetry symmetry, double before, double after, Map<String, Matrix> point, List<Matrix> element) {
        StringBuilder witness = new StringBuilder("the loss goes from ")
                .append(Numbers.number(before))
                .append(" to ")
                .append(Numbers.number(after))
                .append(" under\n");
        for (Matrix matrix : element) {
            witness.append(Numbers.point(Map.of(symmetry.group().name(), matrix)));
        }
        witness.append("at\n").append(Numbers.point(point));
        Finding finding = new Finding(
                symmetry.name(), symmetry.description(), false, "the loss changes by " + Numbers.small(after - before));
        return new Result(finding, Math.abs(after - before), Optional.of(witness.toString()));
    }
}
