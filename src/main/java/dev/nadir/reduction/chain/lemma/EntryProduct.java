package dev.nadir.reduction.chain.lemma;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.graph.Form;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.Amount;
import dev.nadir.reduction.chain.EntryReader;
import dev.nadir.reduction.chain.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parameters that are multiplied entry by entry: a diagonal network. Without prices the product is any vector and the loss a
 * convex quadratic of it; with prices, and entries that are not coupled, each entry is a problem of one number.
 */
final class EntryProduct {

    private static final String LEMMA = "entrywise-product";

    private final EntryReader.Entries read;
    private final Draft draft;
    private final int count;
    private final String constant;
    private final String b;
    private final String product;

    private EntryProduct(EntryReader.Entries read, Draft draft) {
        this.read = read;
        this.draft = draft;
        this.count = read.parameters().size();
        this.constant = Draft.text(read.constant());
        this.b = draft.let("b", Draft.text(read.cross()));
        this.product = "("
                + String.join(
                        ".*", read.parameters().stream().map(Expr.Symbol::name).toList()) + ")";
    }

    /**
     * Reads and solves the loss.
     *
     * @throws Refusal naming what does not fit
     */
    static void solve(Expr loss, List<Expr.Symbol> parameters, Draft draft) {
        EntryReader.Entries read = EntryReader.read(loss, parameters);
        boolean isFree = read.prices().stream().noneMatch(Optional::isPresent);
        boolean isPriced = read.prices().stream().allMatch(Optional::isPresent);
        if (!isFree && !isPriced) {
            throw new Refusal(
                    "balance",
                    "a factor that costs nothing beside factors that do: the infimum is that of the loss without prices and "
                            + "is not attained");
        } else if (isPriced && read.coupling().isPresent()) {
            throw new Refusal(
                    LEMMA,
                    "prices on factors whose entries the data couple leave a power of the absolute values of the product, "
                            + "which has no closed form there");
        }
        EntryProduct solver = new EntryProduct(read, draft);
        if (isFree) {
            solver.free();
        } else {
            solver.priced();
        }
    }

    /** The weight of the squared entries where all have the same, as one number. */
    private Optional<Expr> number() {
        Expr ones = Exprs.ones(shape());
        return read.entries() instanceof Expr.Scaled scaled
                        && Form.of(scaled.body()).equals(Form.of(ones))
                ? Optional.of(scaled.scalar())
                : Form.of(read.entries()).equals(Form.of(ones)) ? Optional.of(Exprs.literal(1)) : Optional.empty();
    }

    private Shape shape() {
        return read.parameters().get(0).shape();
    }

    /** The weights of the squared entries, positive; a number where it is the same for all. */
    private String weights() {
        Optional<Expr> number = number();
        if (number.isPresent()) {
            if (!Setting.isPositive(number.get())) {
                draft.require(Draft.text(number.get()) + " > 0");
            }
            return draft.let("a", Draft.text(number.get()));
        }
        String a = draft.let("a", Draft.text(read.entries()));
        draft.require("min(" + a + ") > 0");
        return a;
    }

    private void free() {
        String fit;
        if (read.coupling().isPresent()) {
            Expr matrix = read.coupling().get();
            Setting.requirePositive(draft, matrix, true);
            fit = draft.let("fit", "inv(" + Draft.text(matrix) + ")*" + b);
        } else {
            String a = weights();
            fit = draft.let("fit", number().isPresent() ? b + "/" + a : b + "./" + a);
        }
        String value = constant + " - sum(" + b + ".*" + fit + ")";
        step(
                value,
                "The product of entries is any vector or matrix; the loss is a convex quadratic of it.",
                "at its fit");
        Draft.Entry best = draft.entry(Kind.GLOBAL_MINIMUM).upTo("any factors with the same product");
        for (int i = 0; i < count; i++) {
            best.at(name(i), i == 0 ? fit : constant("ones"));
        }
        best.value(value);
        draft.leaves("points at which some entries of the product are zero, but not all");
        boolean isPair = count == 2;
        Draft.Entry origin = draft.entry(isPair ? Kind.STRICT_SADDLE : Kind.NON_STRICT_SADDLE)
                .when(isPair ? "min(abs(" + b + ")) > 0" : "normF(" + b + ") > 0");
        for (int i = 0; i < count; i++) {
            origin.at(name(i), constant("zeros"));
        }
        String size = shape().rows() + "*" + shape().columns();
        origin.curvature(isPair ? size : "0", isPair ? "0" : count + "*" + size).value(constant);
    }

    private void step(String value, String says, String equality) {
        draft.step(LEMMA, says, value, false, equality);
    }

    private String name(int place) {
        return read.parameters().get(place).name();
    }

    private String constant(String function) {
        return shape().isColumn()
                ? function + "(" + shape().rows() + ")"
                : function + "(" + shape().rows() + ", " + shape().columns() + ")";
    }

    private String weight(int place) {
        return Draft.text(read.prices().get(place).orElseThrow());
    }

    private void priced() {
        Expr all = Exprs.literal(1);
        boolean isEqual = true;
        for (Optional<Expr> price : read.prices()) {
            Expr each = price.orElseThrow();
            if (!Setting.isPositive(each)) {
                draft.require(Draft.text(each) + " > 0");
            }
            all = Exprs.times(all, each);
            isEqual &= Form.of(each).equals(Form.of(read.prices().get(0).orElseThrow()));
        }
        String g = draft.let(
                "g",
                isEqual
                        ? weight(0)
                        : Amount.of(Proportion.simple(all)).root(count).text());
        String a = weights();
        String s = draft.let("s", "abs(" + b + ")");
        String quadratic = constant + " + sum(" + a + ".*" + product + ".^2) - 2*sum(" + b + ".*" + product + ")";
        draft.step(
                "balance",
                "By the arithmetic and geometric means, entry by entry, the prices are at least a power of the absolute "
                        + "values of the product.",
                quadratic + " + " + count + "*" + g + "*sum(abs(" + product + ").^(" + Rational.of(2, count) + "))",
                false,
                "where all factors of an entry cost the same");
        if (count == 2) {
            pair(new Numbers(a, g, s, isEqual));
        } else {
            deep(new Numbers(a, g, s, isEqual));
        }
    }

    /** {@code sum(a.*t.^(2N) - 2*s.*t.^N + N*g*t.^2)} over t >= 0. */
    private record Numbers(String a, String g, String s, boolean isEqual) {}

    private void put(Draft.Entry entry, Numbers of, String sizes, String signs) {
        for (int i = 0; i < count; i++) {
            String share = of.isEqual() ? "" : "sqrt(" + of.g() + "/" + weight(i) + ")*";
            entry.at(name(i), share + sizes + (i == 0 ? ".*" + signs : ""));
        }
    }

    private void pair(Numbers of) {
        String net = "max(" + of.s() + " - " + of.g() + ", 0)";
        String value = constant + " - sum(" + net + ".^2./" + of.a() + ")";
        step(value, "Each entry is minimised alone; it is what it was less the price, or zero.", "entry by entry");
        String t = draft.let("t", "sqrt(" + net + "./" + of.a() + ")");
        Draft.Entry best = draft.entry(Kind.GLOBAL_MINIMUM).upTo("signs of an even number of factors of an entry");
        put(best, of, t, "sign(" + b + ")");
        best.value(value);
        if (!shape().isColumn()) {
            draft.leaves("points at which entries above the price are zero");
            return;
        }
        draft.leaves("where an entry is exactly at its price, all but the global minimum");
        String live = draft.let("live", "sum(step(" + of.s() + " - " + of.g() + "))");
        String j = draft.fresh("J");
        String kept = "eye(" + shape().rows() + ")[:, " + j + "]";
        Draft.Entry saddle = draft.entry(Kind.STRICT_SADDLE)
                .over(j, "subsets(1.." + shape().rows() + ")")
                .when("card(" + j + ") <= sum(step(" + of.s() + "[" + j + "] - " + of.g() + "))")
                .when(live + " - card(" + j + ") > 0")
                .when("min(abs(" + of.s() + " - " + of.g() + ")) > 0")
                .upTo("signs of an even number of factors of an entry");
        put(saddle, of, "(" + kept + "*" + t + "[" + j + "])", "sign(" + b + ")");
        saddle.curvature(live + " - card(" + j + ")", "0")
                .value(constant + " - sum((" + kept + "'*(" + net + ".^2./" + of.a() + ")))");
    }

    private void deep(Numbers of) {
        if (!shape().isColumn()) {
            throw new Refusal(LEMMA, "more than two matrices multiplied entry by entry, with prices");
        }
        String t = draft.let("t", root(of, 1));
        String height = draft.let(
                "height",
                of.a() + times() + t + ".^" + 2 * count + " - 2*" + of.s() + ".*" + t + ".^" + count + " + " + count
                        + "*" + of.g() + "*" + t + ".^2");
        String value = constant + " + sum(min(" + height + ", 0))";
        step(value, "Each entry is minimised alone, over its largest stationary value and zero.", "entry by entry");
        Draft.Entry best = draft.entry(Kind.GLOBAL_MINIMUM).upTo("signs of an even number of factors of an entry");
        put(best, of, "(step(-" + height + ").*" + t + ")", "sign(" + b + ")");
        best.value(value);
        Draft.Entry origin = draft.entry(Kind.LOCAL_MINIMUM).when("min(" + height + ") < 0");
        for (int i = 0; i < count; i++) {
            origin.at(name(i), constant("zeros"));
        }
        origin.curvature("0", "0").value(constant);
        families(of, t, height);
        draft.leaves("points at which an entry is on the double root of its equation");
    }

    /** Between the weights, or the one weight, and what it weighs. */
    private String times() {
        return number().isPresent() ? "*" : ".*";
    }

    /** The j-th largest root of {@code a*t^(2N-1) - s*t^(N-1) + g*t} for each entry. */
    private String root(Numbers of, int place) {
        String ones = "*ones(" + shape().rows() + ")";
        List<String> coefficients = new ArrayList<>(List.of("0" + ones));
        for (int power = 1; power < 2 * count; power++) {
            String each =
                    power == 1 ? of.g() : power == count - 1 ? "-" + of.s() : power == 2 * count - 1 ? of.a() : "0";
            boolean isNumber = power != count - 1 && !(power == 2 * count - 1 && number().isEmpty());
            coefficients.add(isNumber ? each + ones : each);
        }
        return "root([" + String.join(", ", coefficients) + "]" + (place == 1 ? "" : ", " + place) + ")";
    }

    /** Each entry is off, in its valley, or on the barrier before it, where it has them. */
    private void families(Numbers of, String valley, String height) {
        String n = shape().rows().toString();
        String turn = draft.let(
                "turn",
                "((" + (count - 2) + "*" + of.g() + ")./(" + count + "*" + of.a() + "))"
                        + (number().isPresent() ? "^" : ".^") + "(1/" + (2 * count - 2) + ")");
        String least = draft.let(
                "s_least",
                number().isPresent()
                        ? of.a() + "*" + turn + "^" + count + " + " + of.g() + "/" + turn + "^" + (count - 2)
                        : of.a() + ".*" + turn + ".^" + count + " + " + of.g() + "*" + turn + ".^(" + (2 - count)
                                + ")");
        String barrier = draft.let("barrier", root(of, 2));
        String live = draft.let("live", "step(" + of.s() + " - " + least + ")");
        String j = draft.fresh("J");
        String low = draft.fresh("K");
        String on = "eye(" + n + ")[:, " + j + "]";
        String family = "signs of an even number of factors of an entry";
        Draft.Entry minimum = draft.entry(Kind.LOCAL_MINIMUM)
                .over(j, "subsets(1.." + n + ")")
                .when("card(" + j + ") > 0")
                .when("card(" + j + ") <= sum(" + live + "[" + j + "])")
                .when("sum(" + height + "[" + j + "]) > sum(min(" + height + ", 0))")
                .upTo(family);
        put(minimum, of, "(" + on + "*" + valley + "[" + j + "])", "sign(" + b + ")");
        minimum.curvature("0", "0").value(constant + " + sum(" + height + "[" + j + "])");
        Draft.Entry saddle = draft.entry(Kind.STRICT_SADDLE)
                .over(j, "subsets(1.." + n + ")")
                .over(low, "subsets(1..card(" + j + "))")
                .when("card(" + low + ") > 0")
                .when("card(" + j + ") <= sum(" + live + "[" + j + "])")
                .upTo(family);
        String x = saddle.let(
                "x",
                on + "*(" + valley + "[" + j + "] + eye(card(" + j + "))[:, " + low + "]*(" + barrier + " - " + valley
                        + ")[" + j + "][" + low + "])");
        put(saddle, of, x, "sign(" + b + ")");
        saddle.curvature("card(" + low + ")", "0")
                .value(constant + " + sum(" + of.a() + times() + x + ".^" + 2 * count + " - 2*" + of.s() + ".*" + x
                        + ".^" + count + " + " + count + "*" + of.g() + "*" + x + ".^2)");
    }
}
