package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.rings.QuotientDimension;
import dev.nadir.reduction.system.CriticalEquations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be said of equations before a path is followed. */
final class PlainCases {

    private PlainCases() {}

    /** Why there is no solution, if that is plain; for fewer or more equations than unknowns also from a basis. */
    static Optional<String> impossible(CriticalEquations equations, List<Polynomial> written, long work) {
        int unknowns = equations.system().family().unknowns().size();
        for (int i = 0; i < written.size(); i++) {
            if (!written.get(i).terms().isEmpty() && written.get(i).degree() == 0) {
                return Optional.of(
                        equations.isGiven()
                                ? "the difference of the sides of an equation is a number other than zero, so that there"
                                        + " is no solution"
                                : "the derivative with respect to "
                                        + equations.system().family().unknowns().get(i)
                                        + " is a number other than zero, so that there is no critical point");
            }
        }
        boolean isEmpty = written.size() != unknowns
                && !written.isEmpty()
                && work > 0
                && QuotientDimension.of(written, work)
                        .filter(answer -> answer.isFinite() && answer.count() == 0)
                        .isPresent();
        return isEmpty
                ? Optional.of("a combination of the equations says that 1 is 0 (Groebner basis), so that there is no"
                        + " solution")
                : Optional.empty();
    }

    /** The unknowns on which a loss does not depend, in words: its critical points form lines along them. */
    static Optional<String> free(CriticalEquations equations, List<Polynomial> written) {
        List<String> free = new ArrayList<>();
        for (int i = 0; i < written.size() && !equations.isGiven(); i++) {
            if (written.get(i).terms().isEmpty()) {
                free.add(equations.system().family().unknowns().get(i));
            }
        }
        boolean isSomewhere =
                written.stream().noneMatch(equation -> !equation.terms().isEmpty() && equation.degree() == 0);
        if (!free.isEmpty() && free.size() == written.size()) {
            return Optional.of("the loss is constant, so that every point is a critical point and a global minimum");
        }
        return free.isEmpty() || !isSomewhere
                ? Optional.empty()
                : Optional.of("the loss does not depend on " + String.join(", ", free)
                        + ", so that a critical point is one of a line or surface of them");
    }
}
