package dev.nadir.reduction.chain.lemma;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.Factor;
import dev.nadir.reduction.chain.Proportion;
import dev.nadir.reduction.chain.TiedReader;
import dev.nadir.reduction.chain.Ties;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One parameter in the place of two, {@code Q = F*F'}: Q is any positive semidefinite matrix of the rank that F allows, and by
 * von Neumann's inequality it is best aligned with the eigenvectors of the data.
 */
final class TiedProduct {

    private final TiedReader.Tied tied;
    private final Draft draft;
    private final String rank;
    private final String constant;

    /** In front of the factor, where its product stands squared in a metric: the inverse of the root of that. */
    private final String unrooted;

    private TiedProduct(TiedReader.Tied tied, Draft draft, String unrooted) {
        this.tied = tied;
        this.draft = draft;
        this.unrooted = unrooted;
        Factor factor = tied.factor();
        String rows = factor.rows().toString();
        String columns = factor.columns().toString();
        this.rank = columns.equals("1")
                ? "1"
                : draft.let("r", rows.equals(columns) ? rows : "min([" + rows + ", " + columns + "])");
        this.constant = Exprs.isZero(tied.constant()) ? "" : Draft.text(tied.constant()) + " ";
    }

    /**
     * Reads and solves the loss.
     *
     * @throws Refusal naming what does not fit
     */
    static void solve(Expr loss, Expr.Symbol parameter, Draft draft) {
        TiedReader.Tied tied = TiedReader.read(loss, parameter);
        if (tied.around().isPresent()) {
            rooted(tied, tied.around().get(), draft);
            return;
        }
        Optional<Expr> flat = Proportion.toIdentity(tied.metric());
        if (flat.isPresent()) {
            new TiedProduct(tied, draft, "").isotropic(flat.get());
            return;
        }
        Expr ratio = Proportion.of(tied.target(), tied.metric())
                .orElseThrow(() -> new Refusal(
                        "tied factors",
                        "the square and the target have different metrics, which have no common eigenvectors"));
        new TiedProduct(tied, draft, "").proportional(ratio);
    }

    /** {@code a*tr(A*Q*A*Q) - 2*tr(S*Q) + g*tr(Q)}: with the root of A in the factor there is no metric. */
    private static void rooted(TiedReader.Tied tied, Expr around, Draft draft) {
        Setting.requirePositive(draft, around, true);
        Expr.Symbol root = new Expr.Symbol(
                draft.let("R", "(" + Draft.text(around) + ")^(1/2)"),
                around.shape(),
                Role.DATA,
                Set.of(Property.SYMMETRIC, Property.POSITIVE_DEFINITE));
        Expr inverse = Exprs.inverse(root);
        Expr half = Exprs.times(Exprs.literal(dev.nadir.base.exact.Rational.HALF), tied.price());
        Expr target = Exprs.subtract(
                tied.target(), Exprs.scaled(half, Exprs.identity(tied.factor().rows())));
        Expr moved = Proportion.of(target, around)
                .<Expr>map(ratio ->
                        Exprs.scaled(ratio, Exprs.identity(tied.factor().rows())))
                .orElseGet(() -> Proportion.simpleMatrix(Exprs.product(List.of(inverse, target, inverse))));
        TiedReader.Tied flat = new TiedReader.Tied(
                tied.factor(), tied.metric(), Optional.empty(), moved, Exprs.literal(0), tied.constant());
        String f = "(" + root.name() + "*" + Draft.text(tied.factor().expression()) + ")";
        draft.step(
                "tied-metric",
                "The root of the metric goes into the factor.",
                (Exprs.isZero(tied.constant()) ? "" : Draft.text(tied.constant()) + " + ") + "tr("
                        + Draft.text(tied.metric()) + "*" + f + "*" + f + "'*" + f + "*" + f + "') - 2*tr("
                        + Draft.text(moved) + "*" + f + "*" + f + "')",
                true,
                "everywhere");
        new TiedProduct(flat, draft, "inv(" + root.name() + ")*")
                .isotropic(Proportion.toIdentity(tied.metric()).orElseThrow());
    }

    /** {@code a*normF(Q)^2 - 2*tr(T*Q)}: the positive eigenvalues of T over a, as many as the rank allows. */
    private void isotropic(Expr flat) {
        Setting.requirePositive(draft, tied.metric(), true);
        String a = draft.let("a", Draft.text(flat));
        Expr half = Exprs.times(Exprs.literal(dev.nadir.base.exact.Rational.HALF), tied.price());
        Expr target = Proportion.simpleMatrix(Exprs.subtract(
                tied.target(), Exprs.scaled(half, Exprs.identity(tied.factor().rows()))));
        List<String> names = Proportion.toIdentity(target)
                .map(number -> List.of(
                        draft.let(
                                "lambda",
                                Draft.text(number) + "*ones(" + tied.factor().rows() + ")"),
                        "eye(" + tied.factor().rows() + ")"))
                .orElseGet(() -> draft.letAll(List.of("lambda", "U"), "eig(" + Draft.text(target) + ")"));
        String kept = "max(" + names.get(0) + "[1.." + rank + "], 0)";
        finish(names.get(1), kept + "/" + a, constant + "- sum(" + kept + ".^2)/" + a);
        String live = draft.let("live", "sum(step(" + names.get(0) + "))");
        families(
                new Families(names, live, new Ties.Threshold(names.get(0), "0")),
                j -> names.get(0) + "[" + j + "]/" + a,
                j -> "sum(" + names.get(0) + "[" + j + "].^2)/" + a);
    }

    /** {@code tr(K*(Q - c)^2) + g*tr(Q)}, K definite: each kept eigenvalue k of K has {@code q = c - g/(2*k)}. */
    private void proportional(Expr ratio) {
        Setting.requirePositive(draft, tied.metric(), true);
        boolean isPriced = !Exprs.isZero(tied.price());
        if (isPriced && !Setting.isPositive(tied.price())) {
            draft.require(Draft.text(tied.price()) + " >= 0");
        }
        String c = draft.let("c", Draft.text(ratio));
        String price = Draft.text(tied.price());
        List<String> names = draft.letAll(List.of("kappa", "U"), "eig(" + Draft.text(tied.metric()) + ")");
        String k = names.get(0) + "[1.." + rank + "]";
        String less = isPriced ? " - " + Draft.text(tied.price()) + "/2/" + k : "";
        String q = isPriced
                ? "max(" + c + "*ones(" + rank + ")" + less.replace("/2/", "/2*ones(" + rank + ")./") + ", 0)"
                : (Exprs.isOne(ratio) ? "1" : "max(" + c + ", 0)") + "*ones(" + rank + ")";
        finish(names.get(1), q, constant + "- sum(" + k + ".*(" + q + ").^2)");
        Function<String, String> size = j ->
                c + (isPriced ? " - " + price + "/2*" + names.get(0) + "[" + j + "].^(-1)" : "*ones(card(" + j + "))");
        String rows = tied.factor().rows().toString();
        String slope = isPriced ? "2*" + c + "*" + names.get(0) + " - " + price : c + "*ones(" + rows + ")";
        String live = draft.let("live", "sum(step(" + slope + "))");
        families(
                new Families(names, live, new Ties.Threshold(slope, "0")),
                size,
                j -> "sum(" + names.get(0) + "[" + j + "].*(" + size.apply(j) + ").^2)");
    }

    /**
     * What all families of stationary points share.
     *
     * @param names of the eigenvalues and of their vectors
     * @param live how many modes can be kept
     * @param threshold what decides that
     */
    private record Families(List<String> names, String live, Ties.Threshold threshold) {}

    /** Any set of the modes that can be kept, as many as the rank allows; all but the best is a strict saddle. */
    private void families(Families of, Function<String, String> size, Function<String, String> gain) {
        Factor factor = tied.factor();
        String width = factor.columns().toString();
        Ties ties = new Ties(of.names().get(0), of.live(), Optional.of(of.threshold()));
        ties.families(draft, rank, "an orthogonal change of the hidden basis", (entry, j, values) -> {
            String k = "card(" + j + ")";
            String idle = "(" + width + " - " + k + ")";
            String index = Ties.exchanges(j) + " + " + idle + "*(" + values.count() + " - " + k + ")";
            String still = "(" + k + " + " + values.still() + ")";
            String f = unrooted + of.names().get(1) + "[:, " + j + "]*diag(sqrt(" + size.apply(j) + "))*eye(" + width
                    + ")[:, 1.." + k + "]'";
            entry.when(index + " > 0")
                    .at(factor.symbol().name(), factor.transposed() ? "(" + f + ")'" : f)
                    .curvature(index, k + "*(" + k + " - 1)/2 + " + idle + "*" + still + values.more())
                    .value(constant + "- " + gain.apply(j));
        });
        draft.listsAllWhere(ties.none(), "", "", true);
    }

    private void finish(String basis, String q, String value) {
        draft.step(
                "tied-factors",
                "The product of a factor with its transpose is any positive semidefinite matrix of that rank; by von "
                        + "Neumann's inequality it is best aligned with the eigenvectors of the data, and each eigenvalue "
                        + "is minimised alone.",
                value,
                false,
                "at the leading eigenvectors");
        Factor factor = tied.factor();
        String f = unrooted + basis + "[:, 1.." + rank + "]*diag(sqrt(" + q + "))*eye(" + factor.columns() + ")[:, 1.."
                + rank + "]'";
        draft.entry(Kind.GLOBAL_MINIMUM)
                .upTo("an orthogonal change of the hidden basis")
                .at(factor.symbol().name(), factor.transposed() ? "(" + f + ")'" : f)
                .value(value);
    }
}
