package dev.nadir.reduction.chain.lemma;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.calculus.Gradient;
import dev.nadir.expr.graph.Form;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.Proportion;
import dev.nadir.reduction.chain.Ties;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The negative log-likelihood of a Gaussian whose covariance is a low rank beside a multiple of the identity,
 * {@code p*logdet(C) + tr(inv(C)*S) + constant} with {@code C = c*W*W' + v*eye(d)}, v held or learned: the eigenvectors are
 * those of S, and each eigenvalue follows by itself (proof note docs/theorems/covariance-spectrum.md).
 *
 * @param factor W
 * @param isTurned whether it stands as {@code W'*W}
 * @param weight p
 * @param scale c
 * @param noise v, a formula of data, or a power of a parameter
 * @param learned the parameter of which v is a power, if it is learned
 * @param power which one
 * @param moment S
 * @param constant what holds no parameter
 */
public record CovarianceSpectrum(
        Expr.Symbol factor,
        boolean isTurned,
        Expr weight,
        Expr scale,
        Expr noise,
        Optional<Expr.Symbol> learned,
        Rational power,
        Expr moment,
        Expr constant) {

    private static final String LEMMA = "covariance-spectrum";

    private static final String ROTATIONS = "rotations of the hidden units";

    /** A loss of this kind, if it is one. */
    public static Optional<CovarianceSpectrum> of(Expr loss, List<Expr.Symbol> parameters) {
        List<Expr.Symbol> factors = parameters.stream()
                .filter(each -> !each.shape().isScalar() && each.properties().isEmpty())
                .toList();
        List<Expr.Symbol> numbers = parameters.stream()
                .filter(each -> each.shape().isScalar() && each.properties().contains(Property.POSITIVE))
                .toList();
        if (factors.size() != 1 || numbers.size() > 1 || factors.size() + numbers.size() != parameters.size()) {
            return Optional.empty();
        }
        return determinant(loss).flatMap(covariance -> read(loss, covariance, factors.get(0), numbers));
    }

    /** What the logarithm of a determinant is taken of, wherever that stands first. */
    private static Optional<Expr> determinant(Expr e) {
        return e instanceof Expr.LogDet found
                ? Optional.of(found.argument())
                : Children.of(e).stream()
                        .flatMap(child -> determinant(child).stream())
                        .findFirst();
    }

    private static Optional<CovarianceSpectrum> read(
            Expr loss, Expr covariance, Expr.Symbol factor, List<Expr.Symbol> numbers) {
        Expr.Symbol log = new Expr.Symbol("log of the determinant", Shape.SCALAR, Role.DATA, Set.of());
        Expr.Symbol inverse =
                new Expr.Symbol("inverse covariance", covariance.shape(), Role.DATA, Set.of(Property.SYMMETRIC));
        Expr linear = replaced(loss, Form.of(covariance), log, inverse);
        Dependence dependence = new Dependence(
                Set.copyOf(Stream.concat(Stream.of(factor), numbers.stream()).toList()));
        if (dependence.dependsOn(linear)) {
            return Optional.empty();
        }
        Map<Expr.Symbol, Expr> gradients = Gradient.of(linear, List.of(log, inverse));
        Expr weight = gradients.get(log);
        Expr moment = gradients.get(inverse);
        if (weight == null || moment == null || isOf(weight, log, inverse) || isOf(moment, log, inverse)) {
            return Optional.empty();
        }
        Expr p = Proportion.simple(weight);
        Expr s = Proportion.simpleMatrix(
                Exprs.scaled(Exprs.literal(Rational.HALF), Exprs.add(moment, Exprs.transpose(moment))));
        Expr rest = Proportion.simple(Exprs.subtract(linear, Exprs.add(Exprs.times(p, log), Exprs.inner(s, inverse))));
        if (isOf(rest, log, inverse)) {
            return Optional.empty();
        }
        return parts(covariance, factor, numbers)
                .map(found -> new CovarianceSpectrum(
                        factor,
                        found.isTurned(),
                        p,
                        found.scale(),
                        found.noise(),
                        found.learned(),
                        found.power(),
                        s,
                        rest));
    }

    private static boolean isOf(Expr e, Expr.Symbol log, Expr.Symbol inverse) {
        return new Dependence(Set.of(log, inverse)).dependsOn(e);
    }

    private static Expr replaced(Expr e, Form covariance, Expr log, Expr inverse) {
        if (e instanceof Expr.LogDet found && Form.of(found.argument()).equals(covariance)) {
            return log;
        } else if (e instanceof Expr.Inverse found && Form.of(found.argument()).equals(covariance)) {
            return inverse;
        }
        return Rebuild.of(e, part -> replaced(part, covariance, log, inverse));
    }

    /** What a covariance is made of. */
    private record Parts(boolean isTurned, Expr scale, Expr noise, Optional<Expr.Symbol> learned, Rational power) {}

    private static Optional<Parts> parts(Expr covariance, Expr.Symbol factor, List<Expr.Symbol> numbers) {
        Expr without = Proportion.simpleMatrix(at(covariance, factor, Exprs.zero(factor.shape())));
        Optional<Expr> noise = Proportion.toIdentity(without);
        if (covariance.shape().isScalar() || noise.isEmpty()) {
            return Optional.empty();
        }
        Expr product = Proportion.simpleMatrix(Exprs.subtract(covariance, without));
        Dependence onNumbers = new Dependence(Set.copyOf(numbers));
        for (boolean isTurned : List.of(false, true)) {
            Expr w = isTurned ? Exprs.transpose(factor) : factor;
            Expr square = Exprs.times(w, Exprs.transpose(w));
            Optional<Expr> scale =
                    square.shape().equals(covariance.shape()) ? Proportion.of(product, square) : Optional.empty();
            if (scale.isEmpty() || onNumbers.dependsOn(scale.get())) {
                continue;
            }
            if (!onNumbers.dependsOn(noise.get())) {
                return numbers.isEmpty()
                        ? Optional.of(new Parts(isTurned, scale.get(), noise.get(), Optional.empty(), Rational.ONE))
                        : Optional.empty();
            }
            for (Rational power : List.of(Rational.ONE, Rational.of(2), Rational.MINUS_ONE, Rational.of(-2))) {
                if (Form.of(Exprs.power(numbers.get(0), power)).equals(Form.of(noise.get()))) {
                    return Optional.of(
                            new Parts(isTurned, scale.get(), noise.get(), Optional.of(numbers.get(0)), power));
                }
            }
        }
        return Optional.empty();
    }

    private static Expr at(Expr e, Expr.Symbol symbol, Expr value) {
        return e.equals(symbol) ? value : Rebuild.of(e, part -> at(part, symbol, value));
    }

    /** Writes all stationary points. */
    public void solve(Draft draft) {
        Proportion.requirePositive(draft, weight);
        Proportion.requirePositive(draft, scale);
        Proportion.requirePositive(draft, moment, false);
        String rows = moment.shape().rows().toString();
        String columns = (isTurned ? factor.shape().rows() : factor.shape().columns()).toString();
        String rank = columns.equals("1")
                ? "1"
                : draft.let("r", rows.equals(columns) ? rows : "min([" + rows + ", " + columns + "])");
        String target =
                Draft.text(Proportion.simpleMatrix(Exprs.scaled(Exprs.power(weight, Rational.MINUS_ONE), moment)));
        List<String> names = draft.letAll(List.of("lambda", "U"), "eig(" + target + ")");
        draft.with("C", Draft.text(noise) + "*eye(" + rows + ")").with("S", Draft.text(moment));
        Shapes shapes = new Shapes(rows, columns, rank, names.get(0), names.get(1));
        if (learned.isPresent()) {
            learned(draft, shapes, target);
        } else {
            held(draft, shapes);
        }
    }

    /** Names and sizes of a result. */
    private record Shapes(String rows, String columns, String rank, String lambda, String u) {}

    private void held(Draft draft, Shapes at) {
        Proportion.requirePositive(draft, noise);
        String v = draft.let("v", Draft.text(noise));
        String leading = at.lambda + "[1.." + at.rank + "]";
        String kept = draft.let("kept", "max(" + leading + ", " + v + ")");
        String value = text("sum(log(" + kept + ") + " + leading + "./" + kept + ") + (" + at.rows + " - " + at.rank
                + ")*log(" + v + ") + (sum(" + at.lambda + ") - sum(" + leading + "))/" + v);
        step(draft, value);
        Draft.Entry best = draft.entry(Kind.GLOBAL_MINIMUM).upTo(ROTATIONS);
        put(best, at, "sqrt((" + kept + " - " + v + ")/" + Draft.text(scale) + ")", "1.." + at.rank);
        best.value(value);
        saddles(draft, at, v);
    }

    private void saddles(Draft draft, Shapes at, String v) {
        String live = draft.let("live", "sum(step(" + at.lambda + " - " + v + "))");
        Ties ties = new Ties(at.lambda, live, Optional.of(new Ties.Threshold(at.lambda, v)));
        ties.families(draft, at.rank, ROTATIONS, (entry, j, values) -> {
            String card = "card(" + j + ")";
            String index = Ties.exchanges(j) + " + (" + at.columns + " - " + card + ")*(" + values.count() + " - "
                    + card + ")";
            String flat = card + "*(" + card + " - 1)/2 + (" + at.columns + " - " + card + ")*(" + card + " + "
                    + values.still() + ")";
            entry.by("product-saddles").when(index + " > 0").curvature(index, flat + values.more());
            String kept = at.lambda + "[" + j + "]";
            put(entry, at, "sqrt((" + kept + " - " + v + ")/" + Draft.text(scale) + ")", j);
            entry.value(text("sum(log(" + kept + ")) + " + card + " + (" + at.rows + " - " + card + ")*log(" + v
                    + ") + (sum(" + at.lambda + ") - sum(" + kept + "))/" + v));
        });
        draft.listsAll();
    }

    private void learned(Draft draft, Shapes at, String target) {
        Expr.Symbol number = learned.orElseThrow();
        draft.require("rank(" + target + ") > " + at.columns);
        String leading = at.lambda + "[1.." + at.columns + "]";
        String v = draft.let(
                "v", "(sum(" + at.lambda + ") - sum(" + leading + "))/(" + at.rows + " - " + at.columns + ")");
        String value =
                text("sum(log(" + leading + ")) + (" + at.rows + " - " + at.columns + ")*log(" + v + ") + " + at.rows);
        step(draft, value);
        Draft.Entry best = draft.entry(Kind.GLOBAL_MINIMUM).upTo(ROTATIONS);
        put(best, at, "sqrt(max(" + leading + " - " + v + ", 0)/" + Draft.text(scale) + ")", "1.." + at.columns);
        best.at(number.name(), power.isOne() ? v : v + "^(" + power.inverse() + ")");
        best.value(value);
        learnedSaddles(draft, at, number);
    }

    /** Any set of directions, each of an eigenvalue above the mean of those that are left out: that mean is v. */
    private void learnedSaddles(Draft draft, Shapes at, Expr.Symbol number) {
        String j = draft.fresh("J");
        String card = "card(" + j + ")";
        String kept = at.lambda + "[" + j + "]";
        Ties ties = Ties.of(at.lambda, at.rows);
        Draft.Entry entry = draft.entry(Kind.STRICT_SADDLE)
                .over(j, "subsets(1.." + at.rows + ", at-most " + at.columns + ")")
                .upTo(ROTATIONS + Ties.UP_TO);
        String rest = "(" + at.rows + " - " + card + ")";
        String v = entry.let("v", "(sum(" + at.lambda + ") - sum(" + kept + "))/" + rest);
        String level = v + "*ones(1)";
        String live = entry.let("live", "sum(" + WeightedModes.greater(at.lambda, level) + ")");
        String idle = "(" + at.columns + " - " + card + ")";
        String index = Ties.exchanges(j) + " + " + idle + "*(" + live + " - " + card + ")";
        String flat = card + "*(" + card + " - 1)/2 + " + idle + "*(" + card + " + sum("
                + WeightedModes.tied(at.lambda, level) + "))";
        entry.by("product-saddles")
                .when("sum(" + WeightedModes.greater(kept, level) + ") + 1 > " + card)
                .when(ties.inOrder(j))
                .when(index + " > 0")
                .curvature(index, flat + " + " + ties.flat(j));
        put(entry, at, "sqrt(max(" + kept + " - " + v + ", 0)/" + Draft.text(scale) + ")", j);
        entry.at(number.name(), power.isOne() ? v : v + "^(" + power.inverse() + ")");
        entry.value(text("sum(log(" + kept + ")) + " + rest + "*log(" + v + ") + " + at.rows));
        draft.listsAll();
    }

    private String text(String sum) {
        return Draft.text(constant) + " + " + Draft.text(weight) + "*(" + sum + ")";
    }

    private void step(Draft draft, String value) {
        draft.step(
                LEMMA,
                "The trace is least where the covariance has the eigenvectors of S in the same order; each eigenvalue "
                        + "follows by itself.",
                value,
                false,
                "at the leading eigenvectors of S");
    }

    private void put(Draft.Entry entry, Shapes at, String sizes, String places) {
        String count = places.startsWith("1..") ? places : "1..card(" + places + ")";
        String w = at.u + "[:, " + places + "]*diag(" + sizes + ")*eye(" + at.columns + ")[:, " + count + "]'";
        entry.at(factor.name(), isTurned ? "(" + w + ")'" : w);
    }
}
