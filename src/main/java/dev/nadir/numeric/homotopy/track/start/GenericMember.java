package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.homotopy.Completeness;
import dev.nadir.numeric.homotopy.Completeness.Basis;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.FamilyKey;
import dev.nadir.numeric.homotopy.HomotopyOptions;
import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.numeric.homotopy.StartSystem;
import dev.nadir.numeric.homotopy.track.ParallelPaths;
import dev.nadir.numeric.homotopy.track.Vectors;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import dev.nadir.reduction.rings.QuotientDimension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Solves a random member of a family from scratch: the start of all its other members. */
final class GenericMember {

    private static final int LARGEST_INTEGER = 99;

    /** So many subspaces are named. */
    private static final int SHOWN = 3;

    /** Units of {@link QuotientDimension}: a fraction of a second. */
    private static final long EMPTY_WORK = 1_000_000;

    private final PolynomialFamily family;
    private final HomotopyOptions options;
    private final ParallelPaths paths;
    private final List<List<Complex>> solutions = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private final List<String> curved = new ArrayList<>();
    private Basis basis = Basis.TRACE_TEST;
    private double worstTrace;
    private int loops;
    private boolean isStopped;
    private long count;

    GenericMember(PolynomialFamily family, HomotopyOptions options, ParallelPaths paths) {
        this.family = family;
        this.options = options;
        this.paths = paths;
    }

    /** The start system; its completeness says what it rests on, or why it is none. */
    StartSystem solve(Seed seed) {
        int unknowns = family.unknowns().size();
        double[] base =
                Vectors.random(family.parameters().size(), seed.child("base").generator());
        SignGroup signs = SignGroup.of(family.equations(), unknowns);
        List<Strata.Stratum> strata = Strata.of(family.equations(), unknowns, signs);
        for (int s = 0; s < strata.size(); s++) {
            if (isStopped && paths.progress().isHalfSpent()) {
                int left = strata.size() - s;
                doubts.add("time was up before the search for solutions with other zero coordinates began (" + left
                        + (left == 1 ? " coordinate subspace)" : " coordinate subspaces)"));
                break;
            }
            StratumFamily part = new StratumFamily(strata.get(s), family.equations(), unknowns, signs);
            onStratum(part, base, seed.child("subspace").child(s));
        }
        if (!Strata.isExhaustive(unknowns)) {
            doubts.add("only coordinate subspaces that sign changes leave fixed were searched");
        }
        return new StartSystem(
                FamilyKey.of(family),
                Vectors.numbers(base),
                solutions,
                Math.toIntExact(count),
                new Completeness(basis, reason()));
    }

    private void onStratum(StratumFamily part, double[] base, Seed seed) {
        SeedPoint start = SeedPoint.of(part, family.parameters().size(), seed.child("point"));
        String where = describe(part);
        switch (start.kind()) {
            case NONE -> {
                // A generic member has no solution there.
            }
            case NOT_FOUND -> {
                if (!isEmpty(part, seed.child("integers"))) {
                    weaken(Basis.STABLE_LOOPS);
                    doubts.add("no solution was found " + where + ", which is no proof that there is none");
                }
            }
            case POSITIVE_DIMENSIONAL -> {
                weaken(Basis.POSITIVE_DIMENSIONAL);
                curved.add(where);
            }
            case REGULAR, REGULAR_BY_NEWTON -> loops(part, start, base, seed);
            default -> throw new InternalErrorException("a kind of point without a case: " + start.kind());
        }
    }

    /** Whether a member with random integers as parameters has no solution there, by a Groebner basis. */
    private boolean isEmpty(StratumFamily part, Seed seed) {
        RandomGenerator generator = seed.generator();
        List<Rational> values = new ArrayList<>();
        for (int p = 0; p < family.parameters().size(); p++) {
            values.add(Rational.of(1 + generator.nextInt(LARGEST_INTEGER)));
        }
        PolynomialFamily restricted = new PolynomialFamily(family.unknowns(), family.parameters(), part.equations());
        List<Integer> kept = part.stratum().kept();
        List<Polynomial> equations = new ArrayList<>();
        for (Polynomial equation : new PolynomialSystem(restricted, values).equations()) {
            equations.add(new Polynomial(
                    kept.size() + 1,
                    equation.terms().stream()
                            .map(term -> new Polynomial.Term(term.coefficient(), exponents(term, kept, 0)))
                            .toList()));
        }
        // One over the product of the unknowns is an unknown, so that none of them is zero.
        List<Integer> product = new ArrayList<>(Collections.nCopies(kept.size() + 1, 1));
        equations.add(new Polynomial(
                kept.size() + 1,
                List.of(
                        new Polynomial.Term(Rational.ONE, product),
                        new Polynomial.Term(Rational.MINUS_ONE, Collections.nCopies(kept.size() + 1, 0)))));
        return QuotientDimension.of(equations, EMPTY_WORK)
                .filter(answer -> answer.isFinite() && answer.count() == 0)
                .isPresent();
    }

    private static List<Integer> exponents(Polynomial.Term term, List<Integer> kept, int last) {
        List<Integer> exponents = new ArrayList<>();
        kept.forEach(unknown -> exponents.add(term.exponents().get(unknown)));
        exponents.add(last);
        return exponents;
    }

    private void loops(StratumFamily part, SeedPoint start, double[] base, Seed seed) {
        if (part.equations().size() != part.stratum().kept().size()) {
            weaken(Basis.INCOMPLETE);
            doubts.add("solutions " + describe(part)
                    + " satisfy more equations than there are unknowns left, which cannot " + "be followed");
            return;
        }
        if (start.kind() == SeedPoint.Kind.REGULAR_BY_NEWTON) {
            weaken(Basis.STABLE_LOOPS);
            doubts.add("the first solution " + describe(part)
                    + " was found by Newton's method, so there may be solutions " + "that no loop joins to it");
        }
        Monodromy.Finding finding = new Monodromy(
                        part, paths.untilHalfSpent(), options.quietLoops(), options.pathLimit())
                .run(start, base, seed);
        long found = finding.solutions().size() * part.signs().order();
        parts.add(found + " " + describe(part));
        count += found;
        loops += finding.loops();
        finding.trace().ifPresent(trace -> worstTrace = Math.max(worstTrace, trace.worst()));
        if (finding.end() != Monodromy.End.STABLE) {
            weaken(Basis.INCOMPLETE);
            isStopped = true;
            doubts.add(doubt(finding.end(), describe(part)));
        } else if (finding.trace().isEmpty() && !part.stratum().kept().isEmpty()) {
            weaken(Basis.STABLE_LOOPS);
            doubts.add("no line of parameters was found on which sums over the solutions " + describe(part)
                    + " are polynomials, so that there was no trace test");
        }
        for (double[] solution : finding.solutions()) {
            solutions.add(Vectors.numbers(Vectors.extend(
                    solution, part.stratum().kept(), family.unknowns().size())));
        }
    }

    private static String doubt(Monodromy.End end, String where) {
        return end == Monodromy.End.STOPPED_IN_TEST
                ? "a loop with all solutions " + where + " that were known led to no new one, and the search was ended"
                        + " before a trace test could say that these are all"
                : "loops still led to new solutions " + where + " when the search ended";
    }

    private void weaken(Basis other) {
        if (other.compareTo(basis) > 0) {
            basis = other;
        }
    }

    private String describe(StratumFamily part) {
        List<Integer> kept = part.stratum().kept();
        List<String> names = family.unknowns();
        if (kept.size() == names.size()) {
            return "with all unknowns different from zero";
        }
        if (kept.isEmpty()) {
            return "at the origin";
        }
        List<String> zero = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!kept.contains(i)) {
                zero.add(names.get(i));
            }
        }
        return "with zero " + String.join(", ", zero);
    }

    private String reason() {
        String list = parts.isEmpty() ? "" : " (" + String.join("; ", parts) + ")";
        String trace = basis == Basis.TRACE_TEST && loops > 0
                ? String.format(
                        Locale.ROOT, "; each part passed a trace test, worst coefficient %.0e of the sums", worstTrace)
                : "";
        String open = doubts.isEmpty() ? "" : "; " + String.join("; ", doubts);
        return curves() + "a random member of the family has " + (isStopped ? "at least " : "") + count + " solutions"
                + list + ", found by " + loops + " loops through its parameters" + trace + open;
    }

    /** On which subspaces no list of points can be complete. */
    private String curves() {
        if (curved.isEmpty()) {
            return "";
        }
        int more = curved.size() - SHOWN;
        return "the solutions of a random member of the family "
                + String.join(", ", curved.subList(0, Math.min(SHOWN, curved.size())))
                + (more > 0 ? " and on " + more + (more == 1 ? " more subspace" : " more subspaces") : "")
                + " are not isolated: the derivatives of the equations at one of them have a smaller rank than there are"
                + " unknowns; ";
    }
}
