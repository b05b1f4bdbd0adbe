package dev.nadir.evidence.verify.judge;

import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.ClaimResult.Fact;
import dev.nadir.evidence.Curve;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.ClaimVariables;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.evidence.verify.Places;
import dev.nadir.evidence.verify.Scope;
import dev.nadir.evidence.verify.Tolerance;
import dev.nadir.evidence.verify.Witness;
import dev.nadir.evidence.verify.judge.Decision.Notes;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Means;
import dev.nadir.model.read.FormulaText;
import dev.nadir.numeric.evaluate.Comparison;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.minimise.SmoothedFunction;
import dev.nadir.symbolic.Elaboration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * {@code holds a == b} or {@code holds a <= b}: tried at random points of the instance and, for an inequality, where a
 * walk downhill on the slack ends. Refuted by a point where it does not hold by more than rounding.
 */
final class RelationJudge {

    private static final String METHOD = "random points";

    /** An identity between analytic functions that fails, fails at almost every point; a few would do. */
    private static final int POINTS = 60;

    /** Walks that look for where an inequality is tightest. */
    private static final int WALKS = 12;

    /** Shaken copies of a point to see what rounding does to both sides. */
    private static final int SHAKES = 4;

    private final Claim claim;
    private final Formula.Binary comparison;
    private final Bench bench;
    private final ClaimVariables variables;
    private final Set<String> names;
    private final boolean hasVariables;

    private RelationJudge(Claim claim, Formula.Binary comparison, Bench bench) {
        this.claim = claim;
        this.comparison = comparison;
        this.bench = bench;
        this.variables = ClaimVariables.of(claim, bench);
        this.names = new Means(bench.model(), claim.lets()).names(comparison);
        this.hasVariables = variables.isAnyOf(names);
    }

    static Decision judge(Claim claim, Claim.Statement.Relation statement, Bench bench) {
        if (!(statement.comparison() instanceof Formula.Binary comparison)
                || !comparison.operator().isComparison()) {
            return new Notes().undecided("evaluation", "what is claimed is no comparison");
        }
        try {
            RelationJudge judge = new RelationJudge(claim, comparison, bench);
            List<Map<String, Matrix>> indices =
                    Places.of(statement, bench.scope().with(claim.lets()));
            boolean isEquation = comparison.operator() == Formula.Operator.EQUAL;
            // A number that is swept over is no index: the canonical form knows no such name.
            Proofs.Found proof = isEquation && statement.sweep().isEmpty()
                    ? Proofs.of(
                            claim,
                            bench,
                            indices,
                            (identities, places) -> identities.areEqual(comparison.left(), comparison.right(), places))
                    : Proofs.Found.NOTHING;
            boolean isSampled = new Means(bench.model(), claim.lets()).use(comparison) != Means.Use.NONE;
            Decision decision =
                    isSampled ? judge.sampled(indices, statement.sweep()) : judge.decide(indices, statement.sweep());
            return Proofs.with(proof, decision, claim);
        } catch (PreconditionException e) {
            return new Notes().undecided("evaluation", "a side is not defined here: " + e.getMessage());
        }
    }

    /** A comparison of means: by draws, and where nothing is said of the summand, by exact means, as far as the algebra knows. */
    private Decision sampled(List<Map<String, Matrix>> indices, Optional<Claim.Sweep> sweep) {
        Decision sampled = new SampledJudge(claim, comparison, bench, variables).decide(indices, sweep);
        if (!(sampled.verdict() instanceof Verdict.Undecided)
                || claim.sampling().isPresent()) {
            return sampled;
        }
        try {
            List<Fact> facts = new ArrayList<>(List.of(new Fact("means", "carried out exactly by the algebra")));
            Decision last = sampled;
            for (Map<String, Matrix> index : indices) {
                last = new RelationJudge(claim, withExactMeans(index), bench).decide(List.of(index));
                if (!(last.verdict() instanceof Verdict.Corroborated)) {
                    break;
                }
            }
            facts.addAll(last.facts());
            return last.verdict() instanceof Verdict.Undecided
                    ? sampled
                    : new Decision(last.verdict(), last.method(), facts);
        } catch (ModelException | PreconditionException e) {
            // The algebra does not know a mean: nothing but draws can say something.
            return sampled;
        }
    }

    private Formula.Binary withExactMeans(Map<String, Matrix> index) {
        Map<String, Integer> places = Places.whole(index);
        UnaryOperator<Formula> exact = mean -> FormulaText.parse(TextPrinter.print(
                Elaboration.expression(bench.derivation().landscape(), claim.over(), claim.lets(), mean, places)));
        Means means = new Means(bench.model(), claim.lets());
        return new Formula.Binary(
                comparison.span(),
                comparison.operator(),
                means.replaced(comparison.left(), exact),
                means.replaced(comparison.right(), exact));
    }

    private Decision decide(List<Map<String, Matrix>> indices, Optional<Claim.Sweep> sweep) {
        Decision decision = decide(indices);
        boolean isOpen = decision.verdict() instanceof Verdict.Undecided;
        return sweep.isEmpty() || hasVariables || isOpen ? decision : decision.with(curve(sweep.get(), indices));
    }

    private Curve curve(Claim.Sweep sweep, List<Map<String, Matrix>> indices) {
        Map<String, Matrix> point = variables.unpack(point(0));
        List<Curve.Row> rows = new ArrayList<>();
        for (Map<String, Matrix> index : indices) {
            Comparison sides = scope(bench.scope(), point, index).compare(comparison);
            double at =
                    index.getOrDefault(sweep.name(), Matrix.scalar(Double.NaN)).get(0, 0);
            double left = sides.left().get(0);
            rows.add(new Curve.Row(at, left, left, left, sides.right().get(0)));
        }
        String left = FormulaPrinter.print(comparison.left());
        String right = FormulaPrinter.print(comparison.right());
        Scope scope = scope(bench.scope(), point, indices.get(0));
        return new Curve(sweep.name(), left, right, rows).with(scope.function(sweep.name(), comparison.right()));
    }

    private Decision decide(List<Map<String, Matrix>> indices) {
        Notes notes = new Notes();
        double worst = 0;
        double worstTolerance = 0;
        int tried = 0;
        int undefined = 0;
        for (int k = 0; k < (hasVariables ? POINTS : 1); k++) {
            double[] x = point(k);
            for (Map<String, Matrix> index : indices) {
                Optional<Violation> here = violation(variables.unpack(x), index);
                if (here.isEmpty()) {
                    undefined++;
                    continue;
                }
                tried++;
                Violation violation = here.get();
                if (violation.isCertain()) {
                    return refuted(notes, violation, variables.unpack(x), index);
                }
                worst = Math.max(worst, violation.amount());
                worstTolerance = Math.max(worstTolerance, violation.tolerance());
            }
        }
        if (hasVariables && comparison.operator() != Formula.Operator.EQUAL) {
            Optional<Decision> found = walk(notes, indices);
            if (found.isPresent()) {
                return found.get();
            }
        }
        if (tried == 0) {
            return notes.undecided(METHOD, "a side is not defined at any point that was tried");
        }
        return stands(notes, tried, undefined, worst, new Tolerance(worstTolerance, "rounding of both sides"));
    }

    private Decision stands(Notes notes, int tried, int undefined, double worst, Tolerance tolerance) {
        if (hasVariables) {
            notes.add(METHOD, tried + " tried, 0 against it, " + undefined + " not defined");
            return notes.corroborated(METHOD, tried, worst, tolerance);
        }
        notes.add(
                "evaluated",
                tried + (tried == 1 ? " time" : " times") + ", as it depends on no parameter; " + undefined
                        + " not defined");
        return notes.corroborated("evaluation", tried, worst, tolerance);
    }

    private double[] point(int k) {
        return variables.point(k);
    }

    /**
     * By how much the comparison fails; negative or zero where it holds.
     *
     * @param tolerance what rounding explains
     */
    private record Violation(double amount, double tolerance, double left, double right) {
        boolean isCertain() {
            return amount > tolerance;
        }
    }

    private Optional<Violation> violation(Map<String, Matrix> parameters, Map<String, Matrix> index) {
        try {
            Violation plain = plain(bench.scope(), parameters, index);
            double noise = 0;
            RandomGenerator random = bench.seed().child("relation-shake").generator();
            for (int k = 0; k < SHAKES; k++) {
                Scope other = bench.shaken().isEmpty()
                        ? bench.scope()
                        : bench.shaken().get(k % bench.shaken().size());
                Violation shaken = plain(other, Bench.shake(parameters, random), index);
                Violation rough = worst(scope(bench.scope(), parameters, index).compareRoughly(comparison, random));
                noise = Math.max(noise, Math.abs(shaken.amount() - plain.amount()));
                noise = Math.max(noise, Math.abs(rough.amount() - plain.amount()));
            }
            boolean isFinite = Double.isFinite(plain.amount()) && Double.isFinite(noise);
            return isFinite
                    ? Optional.of(
                            new Violation(plain.amount(), 8 * noise + plain.tolerance(), plain.left(), plain.right()))
                    : Optional.empty();
        } catch (PreconditionException e) {
            return Optional.empty();
        }
    }

    /** The entry that fails most. */
    private Violation plain(Scope base, Map<String, Matrix> parameters, Map<String, Matrix> index) {
        return worst(scope(base, parameters, index).compare(comparison));
    }

    private Scope scope(Scope base, Map<String, Matrix> parameters, Map<String, Matrix> index) {
        Map<String, Matrix> values = new HashMap<>(parameters);
        values.putAll(index);
        return base.with(values).with(claim.lets());
    }

    private Violation worst(Comparison sides) {
        Matrix left = sides.left();
        Matrix right = sides.right();
        int count = Math.max(left.count(), right.count());
        Violation worst = new Violation(Double.NEGATIVE_INFINITY, 0, 0, 0);
        for (int i = 0; i < count; i++) {
            double a = left.isScalar() ? left.get(0, 0) : left.get(i);
            double b = right.isScalar() ? right.get(0, 0) : right.get(i);
            double amount = amount(a, b);
            double rounding = 64 * Math.ulp(1.0) * (Math.abs(a) + Math.abs(b));
            if (!(amount <= worst.amount())) {
                worst = new Violation(amount, rounding, a, b);
            }
        }
        return worst;
    }

    private double amount(double left, double right) {
        return switch (comparison.operator()) {
            case LESS, LESS_OR_EQUAL -> left - right;
            case GREATER, GREATER_OR_EQUAL -> right - left;
            default -> Math.abs(left - right);
        };
    }

    /** Looks for the tightest place of an inequality: random points first, then walks from the tightest of them. */
    private Optional<Decision> walk(Notes notes, List<Map<String, Matrix>> indices) {
        for (Map<String, Matrix> index : indices) {
            SmoothedFunction slack = new SmoothedFunction(
                    variables.dimension(),
                    x -> -Bench.defined(() ->
                            plain(bench.scope(), variables.unpack(x), index).amount()));
            for (int k = 0; k < WALKS; k++) {
                double[] end =
                        bench.searches().descend(slack, point(POINTS + k)).coordinates();
                Map<String, Matrix> parameters = variables.unpack(end);
                Optional<Violation> here = violation(parameters, index);
                if (here.isPresent() && here.get().isCertain()) {
                    return Optional.of(refuted(notes, here.get(), parameters, index));
                }
            }
        }
        return Optional.empty();
    }

    private Decision refuted(
            Notes notes, Violation violation, Map<String, Matrix> parameters, Map<String, Matrix> index) {
        Map<String, Matrix> shown = Witness.shortest(
                parameters,
                each -> violation(each, index).map(Violation::isCertain).orElse(false));
        Violation there = violation(shown, index).orElse(violation);
        String where = index.isEmpty() ? "" : ", for " + Numbers.point(index).strip();
        notes.add("tolerance", Numbers.small(there.tolerance()) + ": rounding of both sides");
        String point = hasVariables ? ", at\n" + Numbers.point(variables.values(shown, names)) : "";
        return notes.refuted(
                hasVariables ? METHOD : "evaluation",
                there.amount(),
                "left side " + Numbers.number(there.left()) + ", right side " + Numbers.number(there.right()) + where
                        + point);
    }
}
