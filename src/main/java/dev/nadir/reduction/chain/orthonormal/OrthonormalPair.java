package dev.nadir.reduction.chain.orthonormal;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.OneFactor;
import dev.nadir.reduction.chain.Proportion;
import java.util.List;
import java.util.Optional;

/**
 * A loss of two parameters P and Q with as many orthonormal columns each, {@code c - 2*tr(P'*M*Q)}: least at the leading
 * singular vectors of M. In metrics this is canonical correlation analysis.
 */
final class OrthonormalPair {

    private static final String STEP = "orthonormal columns";

    private OrthonormalPair() {}

    /**
     * Writes the minimum and the maximum.
     *
     * @throws Refusal naming what does not fit
     */
    static void solve(Expr loss, List<Held.Rooted> held, Draft draft) {
        Held.Rooted outer = held.get(0);
        Held.Rooted inner = held.get(1);
        OneFactor.Loss read = OneFactor.read(loss, outer.orthonormal());
        Expr between = between(read, inner.orthonormal())
                .orElseThrow(() -> new Refusal(
                        STEP,
                        "two parameters with orthonormal columns, and the loss is more than a constant and the trace of "
                                + outer.orthonormal().name() + " times a matrix times "
                                + inner.orthonormal().name()));
        Expr whole = Proportion.simpleMatrix(Exprs.scaled(Exprs.literal(2), between));
        boolean isScaled = whole instanceof Expr.Scaled scaled && Proportion.isPositive(scaled.scalar());
        String number = isScaled ? Draft.text(((Expr.Scaled) whole).scalar()) + "*" : "";
        String m = Draft.text(isScaled ? ((Expr.Scaled) whole).body() : whole);
        String k = outer.orthonormal().shape().columns().toString();
        boolean isOne = k.equals("1");
        List<String> names = draft.letAll(List.of("U", "s", "V"), "svd(" + m + ")");
        String constant = Exprs.isZero(read.constant()) ? "" : Draft.text(read.constant()) + " ";
        String sum = number + (isOne ? names.get(1) + "[1]" : "sum(" + names.get(1) + "[1.." + k + "])");
        draft.step(
                "orthonormal-pair",
                "By von Neumann's inequality two matrices with that many orthonormal columns have at most the sum of as many"
                        + " singular values as their trace around another.",
                constant + "- " + sum,
                false,
                "at the leading singular vectors");
        String family = isOne ? "the sign of both" : "an orthogonal change of basis of both";
        String set = isOne ? "[:, 1]" : "[:, 1.." + k + "]";
        String left = names.get(0) + set;
        String right = names.get(2) + set;
        draft.entry(Kind.GLOBAL_MINIMUM)
                .upTo(family)
                .at(outer.orthonormal().name(), outer.lifted(left))
                .at(inner.orthonormal().name(), inner.lifted(right))
                .value(constant + "- " + sum);
        draft.entry(Kind.MAXIMUM)
                .when("normF(" + m + ") > 0")
                .upTo(family)
                .at(outer.orthonormal().name(), "-" + outer.lifted(left))
                .at(inner.orthonormal().name(), inner.lifted(right))
                .value(constant + (constant.isEmpty() ? "" : "+ ") + sum);
        new PairSaddles(draft, names, new PairSaddles.Sides(outer, inner), constant + "- " + number).write(family);
    }

    /** M of {@code B == M*Q}. */
    private static Optional<Expr> between(OneFactor.Loss read, Expr.Symbol inner) {
        Expr cross = read.cross();
        boolean isLinear = read.square().isEmpty()
                && !Exprs.isZero(cross)
                && !holds(read.constant(), inner)
                && read.factor().columns().equals(inner.shape().columns());
        if (!isLinear) {
            return Optional.empty();
        }
        List<Expr> terms = cross instanceof Expr.Sum sum ? sum.terms() : List.of(cross);
        List<Expr> fronts = terms.stream()
                .flatMap(term -> inFrontOf(inner, term).stream())
                .filter(front -> !holds(front, inner))
                .toList();
        return fronts.size() == terms.size()
                ? Optional.of(Proportion.simpleMatrix(Exprs.sum(fronts)))
                : Optional.empty();
    }

    /** What a term multiplies the matrix by, from the left. */
    private static Optional<Expr> inFrontOf(Expr.Symbol inner, Expr term) {
        Expr number = term instanceof Expr.Scaled scaled ? scaled.scalar() : Exprs.literal(1);
        Expr body = term instanceof Expr.Scaled scaled ? scaled.body() : term;
        List<Expr> factors = body instanceof Expr.Product product ? product.factors() : List.of(body);
        int last = factors.size() - 1;
        if (!factors.get(last).equals(inner)) {
            return Optional.empty();
        }
        Expr rest = last == 0 ? Exprs.identity(inner.shape().rows()) : Exprs.product(factors.subList(0, last));
        return Optional.of(Exprs.scaled(number, rest));
    }

    private static boolean holds(Expr e, Expr.Symbol symbol) {
        return e.equals(symbol) || dev.nadir.expr.Children.of(e).stream().anyMatch(child -> holds(child, symbol));
    }
}
