package dev.nadir.reduction.chain.orthonormal;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Rebuild;
import dev.nadir.model.Formula;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.Substitution;
import dev.nadir.reduction.chain.Factor;
import dev.nadir.reduction.chain.OneFactor;
import dev.nadir.reduction.chain.PartialMinimum;
import dev.nadir.reduction.chain.Proportion;
import dev.nadir.reduction.chain.Ties;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A loss of one parameter Q with {@code Q'*Q == eye(k)}: {@code tr(Q'*S*Q*D) + c}, least at eigenvectors of S (Fan, von
 * Neumann), or {@code c - 2*tr(B'*Q)}, least at the orthogonal factor of B.
 */
public final class OrthonormalColumns {

    private static final String STEP = "orthonormal columns";

    private final Draft draft;
    private final Held.Rooted held;
    private final Factor factor;
    private final String rows;
    private final String columns;

    private OrthonormalColumns(Problem problem, Factor factor) {
        this.draft = problem.draft();
        this.held = problem.held();
        this.factor = factor;
        this.rows = factor.rows().toString();
        this.columns = factor.columns().toString();
    }

    /** Whether every equation is one of orthonormal columns, and there is one. */
    public static boolean covers(Landscape landscape) {
        return !landscape.constraints().isEmpty()
                && landscape.constraints().stream()
                        .allMatch(each -> Held.of(each, landscape.parameters()).isPresent());
    }

    /** What is found, or the step that could not be taken. */
    public static Reduction derive(Landscape landscape) {
        try {
            Refusal.requireFree(landscape);
            List<Held> held = landscape.constraints().stream()
                    .flatMap(each -> Held.of(each, landscape.parameters()).stream())
                    .distinct()
                    .toList();
            Draft draft = Draft.of(landscape);
            Expr loss = landscape.expectedLoss();
            List<Held.Rooted> rooted = new ArrayList<>();
            for (Held each : held) {
                rooted.add(each.rooted(landscape, draft));
                loss = replaced(
                        loss, each.parameter(), rooted.get(rooted.size() - 1).value());
            }
            if (rooted.stream().anyMatch(each -> each.root().isPresent())) {
                draft.step(
                        "orthonormal-metric",
                        "With the root of the metric in front of it the parameter has orthonormal columns.",
                        Draft.text(loss),
                        true,
                        "everywhere");
            }
            List<Expr.Symbol> others = landscape.parameters().stream()
                    .filter(each ->
                            held.stream().noneMatch(one -> one.parameter().equals(each)))
                    .toList();
            if (held.size() == 2 && others.isEmpty()) {
                OrthonormalPair.solve(loss, rooted, draft);
                return words(draft.finish(), rooted);
            } else if (held.size() != 1) {
                throw new Refusal(STEP, "several parameters with orthonormal columns, and others beside them");
            }
            return words(withOthers(new Problem(draft, rooted.get(0)), loss, others), rooted);
        } catch (Refusal refusal) {
            return Reduction.refused(refusal);
        } catch (PreconditionException e) {
            return Reduction.refused(new Refusal("canonical form", String.valueOf(e.getMessage())));
        }
    }

    /** A draft, and the parameter with orthonormal columns. */
    private record Problem(Draft draft, Held.Rooted held) {

        Expr.Symbol parameter() {
            return held.orthonormal();
        }
    }

    /** The steps in words of the parameters themselves, where their columns are orthonormal in a metric. */
    private static Reduction words(Reduction found, List<Held.Rooted> held) {
        Map<String, Formula> by = new LinkedHashMap<>();
        for (Held.Rooted each : held) {
            if (each.root().isPresent()) {
                by.put(each.orthonormal().name(), FormulaText.parse("(" + each.lowered() + ")"));
            }
        }
        Substitution back = new Substitution(by);
        return new Reduction(
                found.lets(),
                found.steps().stream().map(step -> step.mapped(back::of)).toList(),
                found.closedForms(),
                found.thresholds(),
                found.refusedAt(),
                found.completeness());
    }

    /** Takes out parameters that are free, one after the other. */
    private static Reduction withOthers(Problem problem, Expr loss, List<Expr.Symbol> others) {
        if (others.isEmpty()) {
            OneFactor.Loss read = OneFactor.read(loss, problem.parameter());
            new OrthonormalColumns(problem, read.factor()).solve(read);
            return problem.draft().finish();
        }
        Set<Expr.Symbol> all = new HashSet<>(others);
        all.add(problem.parameter());
        for (Expr.Symbol other : others) {
            Optional<PartialMinimum> partial = PartialMinimum.of(loss, other, all);
            List<Expr.Symbol> rest =
                    others.stream().filter(each -> !each.equals(other)).toList();
            if (partial.isPresent()
                    && (rest.isEmpty() || canBeTaken(partial.get().rest(), rest, problem.parameter()))) {
                partial.get().write(problem.draft());
                return partial.get().complete(withOthers(problem, partial.get().rest(), rest));
            }
        }
        throw new Refusal(
                STEP,
                others.stream().map(Expr.Symbol::name).collect(Collectors.joining(", ")) + " beside "
                        + problem.parameter().name()
                        + ": only what is quadratic, with a curvature that "
                        + problem.parameter().name() + " does not change, can be taken out");
    }

    /** Whether all of them can be taken out in some order. */
    private static boolean canBeTaken(Expr loss, List<Expr.Symbol> others, Expr.Symbol parameter) {
        Set<Expr.Symbol> all = new HashSet<>(others);
        all.add(parameter);
        return others.isEmpty()
                || others.stream().anyMatch(other -> PartialMinimum.of(loss, other, all)
                        .filter(partial -> canBeTaken(
                                partial.rest(),
                                others.stream()
                                        .filter(each -> !each.equals(other))
                                        .toList(),
                                parameter))
                        .isPresent());
    }

    private static Expr replaced(Expr e, Expr.Symbol symbol, Expr by) {
        return e.equals(symbol) ? by : Rebuild.of(e, part -> replaced(part, symbol, by));
    }

    private void solve(OneFactor.Loss loss) {
        boolean isLinear = !Exprs.isZero(loss.cross());
        if (isLinear && loss.square().isPresent()) {
            throw new Refusal(
                    STEP,
                    "a square beside a linear term of " + factor.symbol().name()
                            + ", which have no common singular vectors");
        }
        String constant = Exprs.isZero(loss.constant()) ? "" : Draft.text(loss.constant()) + " ";
        if (loss.square().isEmpty()) {
            if (isLinear) {
                linear(loss.cross(), constant);
            } else {
                throw new Refusal(
                        STEP, "the loss is the same for all " + factor.symbol().name());
            }
            return;
        }
        OneFactor.Square square = withoutNumber(loss.square().get());
        Optional<Expr> weight = Proportion.toIdentity(square.right());
        if (weight.isPresent()) {
            fan(Proportion.simpleMatrix(Exprs.scaled(weight.get(), square.left())), constant);
        } else {
            weighted(square, constant);
        }
    }

    /** {@code c - 2*tr(B'*Q)}. */
    private void linear(Expr cross, String constant) {
        String b = Draft.text(cross);
        String value = constant + "- 2*nuclear(" + b + ")";
        draft.step(
                "orthonormal-linear",
                "By von Neumann's inequality a matrix with orthonormal columns has at most the sum of the singular values as"
                        + " its trace with another.",
                value,
                false,
                "at the orthogonal factor");
        // Where the rank is not full, any orthonormal directions do for the singular values that are zero.
        List<String> names = draft.letAll(List.of("U", "s", "V"), "svd(" + b + ")");
        String aligned = names.get(0) + "*" + names.get(2) + "'";
        draft.entry(Kind.GLOBAL_MINIMUM).at(name(), turned(aligned)).value(value);
        draft.entry(Kind.MAXIMUM)
                .when("normF(" + b + ") > 0")
                .at(name(), turned("-" + aligned))
                .value(constant + (constant.isEmpty() ? "" : "+ ") + "2*nuclear(" + b + ")");
    }

    /** The number in front at the left side, so that the weights keep their signs. */
    private static OneFactor.Square withoutNumber(OneFactor.Square square) {
        return square.right() instanceof Expr.Scaled scaled
                ? new OneFactor.Square(
                        Proportion.simpleMatrix(Exprs.scaled(scaled.scalar(), square.left())), scaled.body())
                : square;
    }

    private String turned(String q) {
        return held.lifted(q);
    }

    private String name() {
        return factor.symbol().name();
    }

    /** {@code tr(Q'*S*Q) + c}. */
    private void fan(Expr square, String constant) {
        Expr target = Proportion.simpleMatrix(Exprs.negate(square));
        List<String> names = draft.letAll(List.of("lambda", "U"), "eig(" + Draft.text(target) + ")");
        String lambda = names.get(0);
        String value = constant + "- sum(" + lambda + "[1.." + columns + "])";
        draft.step(
                "orthonormal-square",
                "By Fan's inequality the trace over orthonormal columns is at most the sum of that many leading eigenvalues.",
                value,
                false,
                "at the leading eigenvectors");
        String family = columns.equals("1")
                ? "its sign"
                : "an orthogonal change of basis on the " + (held.held().isTurned() ? "left" : "right");
        draft.entry(Kind.GLOBAL_MINIMUM)
                .upTo(family)
                .at(name(), turned(names.get(1) + "[:, 1.." + columns + "]"))
                .value(value);
        if (rows.equals(columns)) {
            return;
        }
        Ties ties = Ties.of(lambda, rows);
        for (boolean isTied : new boolean[] {false, true}) {
            for (Kind kind : List.of(Kind.STRICT_SADDLE, Kind.MAXIMUM)) {
                others(kind, family, new Spectrum(names.get(1), ties, isTied), constant);
            }
        }
        draft.listsAllWhere("distinct(" + lambda + ")", "", "", true);
    }

    /** Eigenvectors, and eigenvalues all of which are distinct, or some of which are equal. */
    private record Spectrum(String basis, Ties values, boolean isTied) {}

    /** Any other eigenvectors; equal eigenvalues are taken in their order. */
    private void others(Kind kind, String family, Spectrum of, String constant) {
        String j = draft.fresh("J");
        Draft.Entry entry = draft.entry(kind)
                .over(j, "subsets(1.." + rows + ", at-most " + columns + ")")
                .when("card(" + j + ") == " + columns)
                .when(
                        of.isTied()
                                ? of.values().exist()
                                : "distinct(" + of.values().values() + ")")
                .upTo(of.isTied() ? family + Ties.UP_TO : family);
        String index = "sum(" + j + ") - " + columns + "*(" + columns + " + 1)/2";
        String flat = "";
        if (of.isTied()) {
            flat = " + " + of.values().flat(j);
            entry.when(of.values().inOrder(j));
        }
        boolean isSaddle = kind == Kind.STRICT_SADDLE;
        String most = columns + "*(" + rows + " - " + columns + ")";
        entry.when(index + flat + (isSaddle ? " < " : " == ") + most)
                .when((isSaddle || of.isTied() ? index : most) + " > 0")
                .at(name(), turned(of.basis() + "[:, " + j + "]"))
                .curvature(index, columns + "*(" + columns + " - 1)/2" + flat)
                .value(constant + "- sum(" + of.values().values() + "[" + j + "])");
    }

    /** {@code tr(Q'*S*Q*D) + c}, D positive semidefinite or Q square. */
    private void weighted(OneFactor.Square square, String constant) {
        Expr target = Proportion.simpleMatrix(Exprs.negate(square.left()));
        List<String> names = draft.letAll(List.of("lambda", "U"), "eig(" + Draft.text(target) + ")");
        List<String> weights = draft.letAll(List.of("mu", "M"), "eig(" + Draft.text(square.right()) + ")");
        if (!rows.equals(columns)) {
            draft.require("min(" + weights.get(0) + ") >= 0");
        }
        String value = constant + "- sum(" + names.get(0) + "[1.." + columns + "].*" + weights.get(0) + ")";
        draft.step(
                "orthonormal-square",
                "By von Neumann's inequality the trace of two symmetric matrices is at most the sum of the products of their"
                        + " sorted eigenvalues.",
                value,
                false,
                "where the largest weight stands with the largest eigenvalue");
        draft.entry(Kind.GLOBAL_MINIMUM)
                .upTo("signs of the eigenvectors")
                .at(name(), turned(names.get(1) + "[:, 1.." + columns + "]*" + weights.get(1) + "'"))
                .value(value);
    }
}
