package dev.nadir.reduction.chain.lemma;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.calculus.Gradient;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.chain.EdgeSlope;
import dev.nadir.reduction.chain.Proportion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A positive scalar that was held while the rest was minimised. With the set of kept modes held too, what is left is
 * {@code m/x + n*log(x)} and has its minimum at {@code m/n}; the kept modes are those of the least value over all x. Modes
 * are kept below their edges, as for a variance, or above, as for its inverse; either way {@code m} and {@code n} are least
 * where all modes are kept, and the loss falls up to one place and rises from there.
 */
final class ScaleStage {

    private static final String STEP = "scale parameter";

    /** Less than rounding leaves of a difference beside its terms. */
    private static final String ROUNDING = "1e-15";

    private final Setting setting;
    private final Expr.Symbol x;
    private final Draft draft;
    private Rational degree = Rational.ONE;

    ScaleStage(Setting setting, Expr.Symbol x) {
        this.setting = setting;
        this.x = x;
        this.draft = setting.draft();
    }

    /** The least scale, as a let, and what it is where no mode is kept. */
    final class Scale {
        private final String best;
        private final String idle;
        private final Expr least;
        private final Expr other;
        private final String end;
        private final boolean isHeldUp;
        private final boolean isKeptBelow;
        private final boolean isOpposed;

        private Scale(Ends ends, Expr least, Expr other, boolean isHeldUp) {
            this.isOpposed = ends.isOpposed();
            this.best = ends.best();
            this.idle = ends.idle();
            this.end = ends.last();
            this.isKeptBelow = ends.isLeast();
            this.least = least;
            this.other = other;
            this.isHeldUp = isHeldUp;
        }

        /** The scale beyond which none is stationary; on the other side is that where no mode is kept. */
        String end() {
            return end;
        }

        /** States the scale of the minimum, and that the loss grows at both ends of the scale. */
        void minimise(Draft.Entry entry) {
            minimise(entry, best);
        }

        /** Where all modes are kept; the gain is what each adds to the level without any, a vector. */
        AllKept all(Expr level, Expr gain, Modes modes) {
            Expr.Symbol mask =
                    new Expr.Symbol(draft.fresh("active"), modes.values().shape(), Role.DATA, Set.of());
            Form law = law(level, gain, mask);
            SortedSet<Rational> powers = powers(law);
            Expr constant = part(law, powers.first());
            Expr linear = part(law, powers.last());
            String edge = edge(modes, modes.values().name() + "[" + setting.rank() + "]^2", isKeptBelow);
            return new AllKept(
                    draft.let(x.name() + "_all", root(constant, linear, ScaleStage.all(mask))),
                    new EdgeSlope(constant, Exprs.literal(0), linear, mask).all(edge, isKeptBelow));
        }

        /** States this scale for that of the minimum. */
        void minimiseAt(Draft.Entry entry, String scale) {
            draft.solved(x.name(), scale);
            minimise(entry, scale);
        }

        /** The same where the modes of a matching are kept: the one scale at which the loss does not change. */
        void match(Draft.Entry entry, Expr level, Expr gain, Expr.Symbol mask) {
            String root = entry.let(x.name() + "_M", branch(level, gain, mask, isOpposed));
            minimiseAt(entry, root);
        }

        /** The same for a set of modes, each with a unit of its own whose variance is learned. */
        void keep(Draft.Entry entry, Expr level, Expr gain, Expr.Symbol mask) {
            String root = entry.let(x.name() + "_J", branchOfTwo(entry, level, gain, mask, isKeptBelow));
            minimiseAt(entry, root);
        }

        /** The same for groups of modes: the one root of an equation. */
        void share(Draft.Entry entry, Expr level, Shares shares) {
            String t = draft.fresh("t");
            String slope = slope(level, shares);
            // Where the loss does not fall from the scale of no kept mode inwards, some mode is below what it loses.
            entry.when(Draft.at(slope, x.name(), idle) + (isKeptBelow ? " > 0" : " < 0"));
            String root = entry.let(
                    x.name() + "_G", "root(" + t + " near " + idle + ", " + Draft.at(slope, x.name(), t) + ")");
            minimiseAt(entry, root);
        }

        String name() {
            return x.name();
        }

        /** Whether the loss has no price that does not move with the scale. */
        boolean isSimple() {
            return !isHeldUp;
        }

        private void minimise(Draft.Entry entry, String best) {
            needed().forEach(entry::when);
            entry.at(x.name(), best);
        }

        /** What must hold for the loss to grow at both ends of the scale, where that is not plain. */
        List<String> needed() {
            boolean isHeld = Setting.isPositive(least) || isZeroWhereAllUnitsAreBusy(least);
            // A price that does not move with the scale holds it up where nothing is left beside the kept modes.
            String left = isHeld ? "" : Draft.text(whole(least)) + (isHeldUp ? " >= 0" : " > 0");
            String none = Setting.isPositive(other) ? "" : Draft.text(whole(other)) + " > 0";
            return Stream.of(left, none).filter(each -> !each.isEmpty()).toList();
        }

        /** From here on no mode is kept. */
        void collapse() {
            draft.solved(x.name(), idle);
        }

        void state(Draft.Entry entry) {
            entry.at(x.name(), idle);
        }
    }

    /** The names of the least scale, of that where no mode is kept, and of the end of the search. */
    private record Ends(String best, String idle, String last, boolean isLeast, boolean isOpposed) {}

    /**
     * What groups of modes add.
     *
     * @param factor in front of the singular values
     * @param a the curvature
     * @param on whether a mode has a group, a vector
     * @param values the singular values, a vector
     * @param lost what each loses, a formula with the scale in it
     */
    record Shares(Expr factor, Expr a, String on, String values, String lost) {}

    /** The scale times the derivative of the loss, with the groups held. */
    private String slope(Expr level, Shares of) {
        Expr size = Exprs.times(Exprs.power(of.factor(), Rational.of(2)), Exprs.power(of.a(), Rational.MINUS_ONE));
        Expr slope = Optional.ofNullable(Gradient.of(level, List.of(x)).get(x)).orElseThrow();
        Expr bend = Optional.ofNullable(Gradient.of(size, List.of(x)).get(x)).orElseThrow();
        return Draft.text(Proportion.simple(Exprs.times(x, slope))) + " + "
                + Draft.text(Proportion.simple(Exprs.negate(Exprs.times(x, bend)))) + "*((" + of.on() + ".*"
                + of.values() + ")'*("
                + of.values() + " - " + of.lost() + "))";
    }

    /** With the modes of a set held, where the scale is stationary. */
    private String branchOfTwo(Draft.Entry entry, Expr level, Expr gain, Expr.Symbol mask, boolean isKeptBelow) {
        Form law = law(level, gain, mask);
        SortedSet<Rational> powers = powers(law);
        if (powers.size() != 2) {
            throw refusal();
        }
        Expr constant = part(law, powers.first());
        Expr linear = part(law, powers.last());
        // What falls as modes are kept; the other one is positive where all are kept.
        Expr left = Proportion.simple(replace(isKeptBelow ? linear : Exprs.negate(constant), all(mask)));
        if (!Setting.isPositive(left)) {
            entry.when(Draft.text(whole(left)) + " > 0");
        }
        return root(constant, linear, all(mask));
    }

    private static Map<Expr, Expr> all(Expr.Symbol mask) {
        return Map.of(mask, Exprs.ones(Shape.vector(mask.shape().rows())));
    }

    /** With the modes of a mask held, where the scale is stationary. */
    private String branch(Expr level, Expr gain, Expr.Symbol mask, boolean isOpposed) {
        Form law = law(level, gain, mask);
        SortedSet<Rational> powers = powers(law);
        if (powers.size() != 3) {
            throw refusal();
        }
        Expr constant = part(law, powers.first());
        Expr linear = part(law, powers.last());
        boolean isKeptBelow = new Dependence(Set.of(mask)).dependsOn(constant);
        if (isOpposed) {
            return root(constant, part(law, half(powers)), linear, isKeptBelow);
        }
        return root(constant, middle(law, powers, mask, isKeptBelow), linear, isKeptBelow);
    }

    private Form law(Expr level, Expr gain, Expr.Symbol mask) {
        Expr held = Exprs.add(level, Exprs.total(Exprs.hadamard(mask, gain)));
        Expr slope = Optional.ofNullable(Gradient.of(held, List.of(x)).get(x)).orElseThrow();
        return Form.of(Exprs.times(x, slope));
    }

    /**
     * The modes that are left, and the value with each at its best.
     *
     * @param values the singular values, a vector
     * @param squaredEdge the square of the singular value at which a mode is kept, for the scale given
     * @param weights what that is multiplied by, mode by mode, or nothing
     * @param least the least value for the scale given
     */
    record Modes(Expr.Symbol values, Expr squaredEdge, Optional<String> weights, String least) {

        /** The square of the singular value as the power of the scale at which the mode is kept, in units of it. */
        private String squares() {
            return weights.map(each -> values.name() + ".^2./" + each).orElse(values.name() + ".^2");
        }
    }

    /** The modes that are kept at the minimum, by the slope of the loss at the scale at which each is kept. */
    private String kept(EdgeSlope slope, Modes modes, boolean isKeptBelow) {
        String edge = draft.let(x.name() + "_edge", edge(modes, modes.squares(), isKeptBelow));
        return slope.kept(edge, draft.let("larger", "greater(" + edge + ", " + edge + ")'"), isKeptBelow);
    }

    /** The scale at which a mode is kept, to the distance of the outer powers, or its inverse where it is kept above. */
    private String edge(Modes modes, String squares, boolean isKeptBelow) {
        Form squaredEdge = Form.of(modes.squaredEdge());
        Rational power = powers(squaredEdge).first();
        Expr unit = part(squaredEdge, power);
        String over = unit.equals(Exprs.literal(1)) ? "" : "/(" + Draft.text(unit) + ")";
        Rational exponent = degree.dividedBy(isKeptBelow ? power : power.negate());
        String dot = squares.endsWith("]^2") ? "" : ".";
        return exponent.isOne() ? squares + over : "(" + squares + over + ")" + dot + "^(" + exponent + ")";
    }

    /** The scale where all modes are kept, as a let, and where they are. */
    record AllKept(String scale, EdgeSlope.Sides where) {}

    /**
     * Finds the scale.
     *
     * @param level the value where no mode is kept
     * @param gain what each kept mode adds, a vector
     */
    Scale solve(Expr level, Expr gain, Modes modes) {
        String maskName = draft.fresh("active");
        Expr.Symbol mask = new Expr.Symbol(maskName, modes.values().shape(), Role.DATA, Set.of());
        Form law = law(level, gain, mask);
        SortedSet<Rational> powers = powers(law);
        if (powers.size() != 2 && powers.size() != 3) {
            throw refusal();
        }
        Expr constant = part(law, powers.first());
        Expr linear = part(law, powers.last());
        this.degree = powers.last().minus(powers.first());
        if (isOpposed(law, powers, mask, isKeptBelow(modes.squaredEdge()))) {
            return opposed(law, powers, mask, modes);
        }
        Map<Expr, Expr> none = Map.of(mask, Exprs.zero(mask.shape()));
        Map<Expr, Expr> all = all(mask);
        boolean isKeptBelow = isKeptBelow(modes.squaredEdge());
        Optional<Expr> middle =
                powers.size() == 3 ? Optional.of(middle(law, powers, mask, isKeptBelow)) : Optional.empty();
        String idle = draft.let(x.name() + "_idle", root(constant, linear, none));
        // Kept below: m > 0 for every set, and n > 0 where none is kept; the place is between m/n of all over none and
        // that
        // of none. Kept above: the same with m and n exchanged.
        Expr least = Proportion.simple(isKeptBelow ? Exprs.negate(replace(constant, all)) : replace(linear, all));
        Expr most = Proportion.simple(isKeptBelow ? Exprs.negate(replace(constant, none)) : replace(linear, none));
        Expr other = Proportion.simple(isKeptBelow ? replace(linear, none) : Exprs.negate(replace(constant, none)));
        String end = draft.let(x.name() + (isKeptBelow ? "_least" : "_most"), end(least, most, other, isKeptBelow));
        EdgeSlope slope = new EdgeSlope(constant, middle.orElse(Exprs.literal(0)), linear, mask);
        draft.define(maskName, kept(slope, modes, isKeptBelow));
        String best = draft.let(
                x.name() + "_best",
                middle.map(each -> root(constant, each, linear, isKeptBelow))
                        .orElseGet(() -> root(constant, linear, Map.of())));
        draft.solved(x.name(), best);
        draft.step(
                "scale-minimisation",
                "With the kept modes held, the scale is minimised exactly; the modes that are kept are those of the least "
                        + "value.",
                modes.least(),
                false,
                "at the least scale");
        return new Scale(new Ends(best, idle, end, isKeptBelow, false), least, other, middle.isPresent());
    }

    /** Whether the middle power drives the number away from where modes are kept, and the outer one of the others with it. */
    private boolean isOpposed(Form law, SortedSet<Rational> powers, Expr.Symbol mask, boolean isKeptBelow) {
        if (powers.size() != 3 || !powers.contains(half(powers))) {
            return false;
        }
        Expr middle = part(law, half(powers));
        Expr outer = part(law, isKeptBelow ? powers.first() : powers.last());
        Form bent = Form.of(isKeptBelow ? middle : Exprs.negate(middle));
        return Monomial.arePositive(bent, letter -> letter.equals(mask) || isPositiveLetter(letter))
                && !new Dependence(Set.of(mask)).dependsOn(outer);
    }

    /**
     * A variance that all hidden units share, or its inverse: {@code n*y^2 + b*y - m} in the half power rises with y whatever
     * modes are kept, as does the slope of the loss, whose one root says which are.
     */
    private Scale opposed(Form law, SortedSet<Rational> powers, Expr.Symbol mask, Modes modes) {
        boolean isKeptBelow = isKeptBelow(modes.squaredEdge());
        Map<Expr, Expr> none = Map.of(mask, Exprs.zero(mask.shape()));
        Map<Expr, Expr> all = all(mask);
        Expr constant = part(law, powers.first());
        Expr middle = part(law, half(powers));
        Expr linear = part(law, powers.last());
        Expr ratio = Exprs.times(
                Exprs.negate(replace(constant, none)),
                Exprs.power(Proportion.simple(replace(linear, none)), Rational.MINUS_ONE));
        String idle = draft.let(x.name() + "_idle", power(Draft.text(Proportion.simple(ratio))));
        // The slope is at most that with no mode's share of n and all modes' share of b.
        String end = draft.let(
                x.name() + (isKeptBelow ? "_least" : "_most"),
                root(replace(constant, none), replace(middle, all), replace(linear, none), !isKeptBelow));
        draft.define(mask.name(), kept(new EdgeSlope(constant, middle, linear, mask), modes, isKeptBelow));
        String best = draft.let(x.name() + "_best", root(constant, middle, linear, !isKeptBelow));
        draft.solved(x.name(), best);
        draft.step(
                "shared-variance",
                "The slope in the number, with the factors at their best, rises with the number: it has one root, and with the"
                        + " kept modes held that is the root of a quadratic.",
                modes.least(),
                false,
                "at the root");
        Expr least = Proportion.simple(isKeptBelow ? replace(linear, all) : Exprs.negate(replace(constant, all)));
        Expr other = Proportion.simple(isKeptBelow ? Exprs.negate(constant) : linear);
        return new Scale(new Ends(best, idle, end, isKeptBelow, true), least, other, true);
    }

    /** The number of modes is not above the width: a multiple of the difference is not negative. */
    private boolean isZeroWhereAllUnitsAreBusy(Expr least) {
        Expr width = Exprs.size(setting.chain().hidden().get(0));
        if (Form.of(least).isZero()) {
            return true;
        }
        Map<Expr, Expr> busy = Map.of(Exprs.size(Size.of(setting.rank())), width);
        Expr one =
                replace(least, Map.of(width, Exprs.literal(1), Exprs.size(Size.of(setting.rank())), Exprs.literal(0)));
        return Form.of(replace(least, busy)).isZero() && Setting.isPositive(Proportion.simple(one));
    }

    /**
     * What stands between the two powers, halfway, where modes have a price that does not move with the scale: only kept
     * modes have a share of it, and it bends the same way as they do.
     */
    private Expr middle(Form law, SortedSet<Rational> powers, Expr.Symbol mask, boolean isKeptBelow) {
        Rational half = half(powers);
        Expr middle = powers.contains(half) ? part(law, half) : Exprs.literal(0);
        Expr inner = isKeptBelow ? part(law, powers.last()) : part(law, powers.first());
        Form bent = Form.of(isKeptBelow ? Exprs.negate(middle) : middle);
        if (!Monomial.arePositive(bent, letter -> letter.equals(mask) || isPositiveLetter(letter))
                || new Dependence(Set.of(mask)).dependsOn(inner)) {
            throw refusal();
        }
        return middle;
    }

    private static Rational half(SortedSet<Rational> powers) {
        return powers.first().plus(powers.last()).times(Rational.HALF);
    }

    private static boolean isPositiveLetter(Expr letter) {
        return letter instanceof Expr.SizeNumber
                || (letter instanceof Expr.Literal number && number.value().signum() > 0)
                || (letter instanceof Expr.Symbol symbol && symbol.properties().contains(Property.POSITIVE));
    }

    /** The positive root of {@code n*y^2 + k*y - m} in the half power, in the form that does not cancel. */
    private String root(Expr constant, Expr middle, Expr linear, boolean isKeptBelow) {
        String k = Draft.text(Proportion.simple(isKeptBelow ? Exprs.negate(middle) : middle));
        String n = notNegative(linear, isKeptBelow);
        String m = notNegative(Exprs.negate(constant), !isKeptBelow);
        String sum = "(" + k + " + sqrt(" + k + "^2 + 4*" + n + "*" + m + "))";
        String y = isKeptBelow ? sum + "/(2*" + n + ")" : "2*" + m + "/" + sum;
        return "(" + y + ")^(" + Rational.of(2).times(degree.inverse()) + ")";
    }

    /** A number of which the sign alone matters, without the factor that its first term has. */
    private static Expr whole(Expr e) {
        Rational factor = Monomial.of(Form.of(e)).get(0).coefficient().abs();
        return Proportion.simple(Exprs.times(Exprs.literal(factor.inverse()), e));
    }

    /** {@code m/n} as one fraction with its common number cancelled. */
    private String root(Expr constant, Expr linear, Map<Expr, Expr> replacements) {
        Expr top = Proportion.simple(Exprs.negate(replace(constant, replacements)));
        Expr bottom = Proportion.simple(replace(linear, replacements));
        List<Monomial> terms = Monomial.of(Form.of(bottom));
        Expr number = Exprs.literal(terms.get(0).coefficient().inverse());
        String fraction = Draft.text(Proportion.simple(Exprs.times(number, top))) + "/"
                + Draft.text(Proportion.simple(Exprs.times(number, bottom)));
        return power(fraction);
    }

    /** A difference that the data may leave at zero, so that rounding must not turn its sign. */
    private static String notNegative(Expr e, boolean isPositive) {
        String text = Draft.text(Proportion.simple(e));
        return isPositive || Setting.isPositive(e) ? text : "max(" + text + ", 0)";
    }

    /** The end of the search that the data set: m/n with the one that is least where all modes are kept. */
    private String end(Expr least, Expr most, Expr other, boolean isKeptBelow) {
        List<Monomial> terms = Monomial.of(Form.of(other));
        Expr number = Exprs.literal(terms.get(0).coefficient().inverse());
        String bounded = "max(" + Draft.text(Proportion.simple(Exprs.times(number, least))) + ", " + ROUNDING + "*"
                + Draft.text(Proportion.simple(Exprs.times(number, most))) + ")";
        String rest = Draft.text(Proportion.simple(Exprs.times(number, other)));
        return power(isKeptBelow ? bounded + "/" + rest : rest + "/" + bounded);
    }

    private String power(String fraction) {
        return degree.isOne() ? fraction : "(" + fraction + ")^(" + degree.inverse() + ")";
    }

    /** Whether the edge rises with the scale, so that a mode is kept where the scale is small. */
    private boolean isKeptBelow(Expr squaredEdge) {
        SortedSet<Rational> powers = powers(Form.of(squaredEdge));
        if (powers.size() != 1 || powers.first().signum() == 0) {
            throw refusal();
        }
        return powers.first().signum() > 0;
    }

    private SortedSet<Rational> powers(Form law) {
        SortedSet<Rational> powers = new TreeSet<>();
        Monomial.of(law).forEach(term -> powers.add(power(term)));
        return powers;
    }

    private Rational power(Monomial term) {
        Rational exponent = Rational.ZERO;
        for (Monomial.Site site : term.sites()) {
            if (site.letter().equals(x)) {
                exponent = exponent.plus(site.exponent());
            } else if (new Dependence(Set.of(x)).dependsOn(site.letter())) {
                throw refusal();
            }
        }
        return exponent;
    }

    private Expr part(Form law, Rational power) {
        Expr sum = Exprs.literal(0);
        for (Monomial term : Monomial.of(law)) {
            Rational exponent = power(term);
            if (exponent.equals(power)) {
                Expr without = Exprs.times(term.expression(), Exprs.power(x, exponent.negate()));
                sum = Exprs.add(sum, Proportion.simple(without));
            }
        }
        return sum;
    }

    private Refusal refusal() {
        return new Refusal(
                STEP,
                "what is left of " + x.name()
                        + " is not m*x^p + n*x^q, or with a logarithm in the place of one, with the kept modes held"
                        + (setting.count() > 2 ? "; there are more than two factors" : ""));
    }

    private static Expr replace(Expr e, Map<Expr, Expr> replacements) {
        Expr replacement = replacements.get(e);
        return replacement != null ? replacement : Rebuild.of(e, part -> replace(part, replacements));
    }
}
