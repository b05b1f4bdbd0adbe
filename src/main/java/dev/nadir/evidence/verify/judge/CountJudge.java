package dev.nadir.evidence.verify.judge;

import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Tolerance;
import dev.nadir.evidence.verify.judge.Decision.Notes;
import dev.nadir.model.Claim;
import dev.nadir.model.Claim.Statement.Counted;
import dev.nadir.model.Formula;
import dev.nadir.numeric.homotopy.PathCounts;
import dev.nadir.numeric.homotopy.enumerate.Enumeration;
import dev.nadir.reduction.CountBound;
import java.util.OptionalLong;

/**
 * {@code count complex == 33} and its kin. Distinct certified roots refute a number that is too small; a proved upper
 * bound refutes one that is too large; changes of sign refute an even one. What both bounds meet is certified. A number
 * that only the paths support is corroborated.
 */
final class CountJudge {

    private static final String METHOD = "homotopy";

    private final Claim.Statement.Count claim;
    private final Enumeration found;
    private final long number;
    private final Notes notes = new Notes();

    private CountJudge(Claim.Statement.Count claim, Enumeration found, long number) {
        this.claim = claim;
        this.found = found;
        this.number = number;
    }

    static Decision judge(Claim claim, Claim.Statement.Count count, Bench bench) {
        double number = bench.scope().with(claim.lets()).scalar(count.number());
        if (number != Math.rint(number) || !(Math.abs(number) < 1e15)) {
            return new Notes().refuted(METHOD, 1, "a count is a whole number, and " + number + " is not");
        }
        Enumeration found;
        try {
            if (isEvenReal(count, number) && bench.searches().isCountOdd()) {
                return odd(new Notes().add("claimed", "real == " + Math.round(number)));
            }
            found = bench.searches().enumeration();
        } catch (PreconditionException e) {
            return new Notes().undecided(METHOD, String.valueOf(e.getMessage()));
        }
        return new CountJudge(count, found, Math.round(number)).decide();
    }

    private Decision decide() {
        if (found.curves().isPresent()) {
            return notes.undecided(METHOD, found.curves().get());
        }
        notes.add("claimed", claim.counted().word() + " " + claim.operator().symbol() + " " + number);
        notes.add("found", found() + " by paths; " + atLeast() + " certified distinct");
        PathCounts paths = found.result().paths();
        notes.add(
                "paths",
                paths.tracked() + " tracked: " + paths.isolated() + " isolated, " + paths.singular() + " singular, "
                        + paths.atInfinity() + " at infinity, " + paths.excess() + " excess, " + paths.failed()
                        + " failed");
        found.bound().ifPresent(bound -> notes.add("at most", bound.count() + ", by " + bound.basis()));
        if (isTooFew(atLeast())) {
            return notes.refuted(
                    METHOD,
                    (double) (atLeast() - number),
                    atLeast() + " distinct ones are certified, "
                            + (found.isByAlgebra()
                                    ? "by "
                                            + found.bound()
                                                    .map(CountBound::basis)
                                                    .orElse("the quotient algebra")
                                    : "each in a box of its own"));
        }
        OptionalLong exact = exact();
        if (exact.isPresent()) {
            return agrees(exact.getAsLong())
                    ? notes.certified(METHOD, certificate())
                    : notes.refuted(
                            METHOD,
                            (double) (exact.getAsLong() - number),
                            "there are exactly " + exact.getAsLong() + ": " + certificate());
        }
        if (found.bound().isPresent() && isTooMany(found.bound().get().count())) {
            return notes.refuted(
                    METHOD,
                    (double) (number - found.bound().get().count()),
                    "there are at most " + found.bound().get().count() + ", by "
                            + found.bound().get().basis());
        }
        return refutedByParity() ? odd(notes) : byPaths();
    }

    /** What the bound and the certificates say together, if they meet. */
    private OptionalLong exact() {
        return found.isProvedComplete() ? OptionalLong.of(found()) : OptionalLong.empty();
    }

    private String certificate() {
        String bound = found.bound().map(CountBound::basis).orElse("");
        return found.atLeast()
                + (found.isSystem() ? " complex solutions" : " complex critical points")
                + (found.isByAlgebra()
                        ? " are distinct, and there are no more: "
                        : " are certified distinct and nonsingular, and there are no more by ")
                + bound;
    }

    private long found() {
        return switch (claim.counted()) {
            case COMPLEX -> found.points().size();
            case REAL -> found.realCount();
            case ORBITS -> found.orbitCount();
        };
    }

    private long atLeast() {
        return switch (claim.counted()) {
            case COMPLEX -> found.atLeast();
            case REAL -> found.realAtLeast();
            // Which points share an orbit is read off numbers; only a complete list proves it.
            case ORBITS -> found.atLeast() > 0 ? 1 : 0;
        };
    }

    private boolean agrees(long count) {
        return switch (claim.operator()) {
            case LESS_OR_EQUAL -> count <= number;
            case GREATER_OR_EQUAL -> count >= number;
            default -> count == number;
        };
    }

    private boolean isTooFew(long certified) {
        return claim.operator() != Formula.Operator.GREATER_OR_EQUAL && certified > number;
    }

    private boolean isTooMany(long atMost) {
        return claim.operator() != Formula.Operator.LESS_OR_EQUAL && atMost < number;
    }

    private boolean refutedByParity() {
        return found.isOdd()
                && claim.counted() != Counted.ORBITS
                && claim.operator() == Formula.Operator.EQUAL
                && number % 2 == 0;
    }

    private static boolean isEvenReal(Claim.Statement.Count count, double number) {
        return count.counted() == Counted.REAL && count.operator() == Formula.Operator.EQUAL && number % 2 == 0;
    }

    private static Decision odd(Notes notes) {
        return notes.refuted(
                METHOD,
                1,
                "the number is odd, if it is finite: changes of sign leave the equations alone, and no solution but"
                        + " the origin is its own image under all of them");
    }

    private Decision byPaths() {
        if (claim.operator() == Formula.Operator.GREATER_OR_EQUAL && atLeast() >= number) {
            return notes.certified(METHOD, atLeast() + " distinct ones are certified");
        }
        boolean isBounded = claim.operator() == Formula.Operator.LESS_OR_EQUAL
                && claim.counted() != Counted.ORBITS
                && found.bound().filter(bound -> bound.count() <= number).isPresent();
        if (isBounded) {
            return notes.certified(
                    METHOD,
                    "there are at most "
                            + found.bound().map(CountBound::count).orElse(0L) + ", by "
                            + found.bound().map(CountBound::basis).orElse(""));
        }
        if (found.incomplete().isPresent()) {
            return notes.undecided(METHOD, found.incomplete().get());
        }
        if (agrees(found())) {
            notes.add("rests on", found.result().completeness().reason());
            return notes.corroborated(
                    METHOD, found.result().paths().tracked(), 0, new Tolerance(0, "a count is a whole number"));
        }
        return notes.undecided(
                METHOD,
                "the paths find " + found() + ", and "
                        + found.bound()
                                .map(bound -> "there are at most " + bound.count() + " by " + bound.basis()
                                        + ", which leaves room for more than " + found.atLeast() + " certified ones; ")
                                .orElse("no bound shows that these are all; ")
                        + found.result().completeness().reason());
    }
}
