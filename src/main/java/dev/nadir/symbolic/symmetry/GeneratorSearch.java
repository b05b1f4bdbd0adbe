package dev.nadir.symbolic.symmetry;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Normaliser;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Symmetry;
import dev.nadir.symbolic.Symmetry.Action;
import dev.nadir.symbolic.Symmetry.Group;
import dev.nadir.symbolic.Symmetry.Side;
import dev.nadir.symbolic.symmetry.Slot.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The groups whose generators solve the linear system of the loss. */
final class GeneratorSearch {

    private final Map<Size, List<Slot>> slots;
    private final Letters letters;
    private final UnitSymmetries units;
    /** What whole-parameter scalings the groups that were found hold already. */
    private final Span scaled = new Span();

    GeneratorSearch(Map<Size, List<Slot>> slots, Letters letters, UnitSymmetries units) {
        this.slots = slots;
        this.letters = letters;
        this.units = units;
    }

    List<Symmetry> matrixGroups() {
        List<Symmetry> found = new ArrayList<>();
        slots.forEach((size, there) -> found.addAll(ofSize(size, there)));
        return found;
    }

    /** The weights with which a matrix of one kind acts on the places without changing the loss. */
    static List<Map<Slot, Rational>> solutions(List<Slot> slots, Part part) {
        List<Slot> able = slots.stream().filter(slot -> slot.allows(part)).toList();
        List<Map<String, Rational>> vectors =
                able.stream().map(slot -> part.of(slot.pull()).coefficients()).toList();
        List<Map<Slot, Rational>> solutions = new ArrayList<>();
        for (SortedMap<Integer, Rational> relation : Span.relations(vectors)) {
            Map<Slot, Rational> weights = new LinkedHashMap<>();
            relation.forEach((index, weight) -> weights.put(able.get(index), weight));
            solutions.add(weights);
        }
        return solutions;
    }

    private List<Symmetry> ofSize(Size size, List<Slot> there) {
        List<Symmetry> found = new ArrayList<>();
        Span skews = new Span();
        Span diagonals = new Span();
        for (Map<Slot, Rational> weights : solutions(there, Part.SYMMETRIC)) {
            boolean isPlain = isPlain(weights);
            if (isPlain) {
                diagonals.add(vector(weights, there));
                scaled.add(byParameter(weights));
            }
            Map<Slot, Rational> partner = partner(weights);
            boolean isWhole = isPlain && isEven(weights) && isSolution(partner);
            if (isWhole) {
                skews.add(vector(partner, there));
            }
            found.add(isWhole ? invertible(size, weights, partner) : symmetricOnly(size, weights));
        }
        for (Map<Slot, Rational> weights : solutions(there, Part.SKEW)) {
            if (skews.add(vector(weights, there)).isEmpty()) {
                found.add(orthogonal(size, weights));
            }
        }
        for (Map<Slot, Rational> weights : solutions(there, Part.DIAGONAL)) {
            if (diagonals.add(vector(weights, there)).isEmpty()) {
                scaled.add(byParameter(weights));
                found.add(unitScaling(size, weights));
            }
        }
        return found;
    }

    private static Map<String, Rational> vector(Map<Slot, Rational> weights, List<Slot> there) {
        Map<String, Rational> vector = new TreeMap<>();
        weights.forEach((slot, weight) -> vector.put(Integer.toString(there.indexOf(slot)), weight));
        return vector;
    }

    private static Map<String, Rational> byParameter(Map<Slot, Rational> weights) {
        Map<String, Rational> vector = new TreeMap<>();
        weights.forEach((slot, weight) -> vector.merge(
                slot.parameter().name(), slot.side() == Side.BOTH ? weight.plus(weight) : weight, Rational::plus));
        vector.values().removeIf(Rational::isZero);
        return vector;
    }

    /** The bracket of two symmetric generators is antisymmetric: {@code Z*W} acts as it stands, {@code W*Z} reversed. */
    private static Map<Slot, Rational> partner(Map<Slot, Rational> weights) {
        Map<Slot, Rational> partner = new LinkedHashMap<>();
        weights.forEach((slot, weight) -> {
            Rational square = weight.times(weight);
            partner.put(slot, slot.side() == Side.RIGHT ? square.negate() : square);
        });
        return partner;
    }

    private static boolean isEven(Map<Slot, Rational> weights) {
        return weights.values().stream().allMatch(weight -> weight.abs().isOne());
    }

    private static boolean isPlain(Map<Slot, Rational> weights) {
        return weights.keySet().stream().allMatch(slot -> slot.metric().isEmpty());
    }

    private static boolean isSolution(Map<Slot, Rational> skew) {
        Form sum = null;
        for (Map.Entry<Slot, Rational> entry : skew.entrySet()) {
            if (!entry.getKey().allows(Part.SKEW)) {
                return false;
            }
            Form term = Part.SKEW.of(entry.getKey().pull()).times(entry.getValue());
            sum = sum == null ? term : sum.plus(term);
        }
        return sum == null || sum.isZero();
    }

    /** {@code S} acts with weight s and {@code A} with weight k, both 1 or -1: {@code Z} is G, G', -G or -G'. */
    private Symmetry invertible(Size size, Map<Slot, Rational> symmetric, Map<Slot, Rational> skew) {
        Expr.Symbol g = letters.fresh(List.of("G", "H", "M"), new Shape(size, size), Set.of(Property.INVERTIBLE));
        Map.Entry<Slot, Rational> first = symmetric.entrySet().iterator().next();
        // So that the first place reads G: the sign by taking the inverse for G, the transpose for -A.
        Rational sign = first.getValue();
        Rational turn = value(skew, first.getKey());
        Map<Expr.Symbol, Expr> maps = new LinkedHashMap<>();
        Map<Expr.Symbol, Expr> generator = new LinkedHashMap<>();
        List<Action> actions = new ArrayList<>();
        symmetric.forEach((slot, weight) -> {
            Rational s = weight.times(sign);
            Rational k = value(skew, slot).times(turn);
            boolean isTransposed = !s.equals(k);
            Expr base = s.signum() > 0 ? g : Exprs.inverse(g);
            Expr small = Exprs.scaled(Exprs.literal(s), g);
            move(maps, slot, isTransposed ? Exprs.transpose(base) : base);
            push(generator, slot, isTransposed ? Exprs.transpose(small) : small);
            actions.add(new Action(slot.parameter(), slot.side(), s, k, Optional.empty()));
        });
        return new Symmetry(Group.INVERTIBLE, size, g, maps, generator, actions);
    }

    private static Rational value(Map<Slot, Rational> weights, Slot slot) {
        return weights.getOrDefault(slot, Rational.ZERO);
    }

    private static void move(Map<Expr.Symbol, Expr> maps, Slot slot, Expr matrix) {
        Expr before = maps.getOrDefault(slot.parameter(), slot.parameter());
        Expr after = slot.image(matrix);
        // A parameter that is moved on both sides: G*W*inv(G).
        maps.put(slot.parameter(), Replacement.of(after, Map.of(slot.parameter(), before)));
    }

    private static void push(Map<Expr.Symbol, Expr> generator, Slot slot, Expr matrix) {
        generator.merge(slot.parameter(), slot.moved(matrix), Exprs::add);
    }

    private Symmetry symmetricOnly(Size size, Map<Slot, Rational> weights) {
        Expr.Symbol s = letters.fresh(List.of("G", "H", "M"), new Shape(size, size), Set.of(Property.SYMMETRIC));
        Map<Expr.Symbol, Expr> generator = new LinkedHashMap<>();
        List<Action> actions = new ArrayList<>();
        weights.forEach((slot, weight) -> {
            Expr matrix = Exprs.scaled(Exprs.literal(weight), s);
            push(
                    generator,
                    slot,
                    slot.metric().map(m -> withMetric(slot, matrix, m)).orElse(matrix));
            actions.add(new Action(slot.parameter(), slot.side(), weight, Rational.ZERO, slot.metric()));
        });
        return new Symmetry(Group.SYMMETRIC_GENERATED, size, s, Map.of(), generator, actions);
    }

    private Symmetry orthogonal(Size size, Map<Slot, Rational> weights) {
        Expr.Symbol q = letters.fresh(List.of("Q", "O", "G"), new Shape(size, size), Set.of());
        Rational turn = weights.values().iterator().next();
        boolean isPlain = isEven(weights) && isPlain(weights);
        Map<Expr.Symbol, Expr> maps = new LinkedHashMap<>();
        Map<Expr.Symbol, Expr> generator = new LinkedHashMap<>();
        List<Action> actions = new ArrayList<>();
        weights.forEach((slot, weight) -> {
            Rational k = isPlain ? weight.times(turn) : weight;
            if (isPlain) {
                move(maps, slot, k.signum() > 0 ? q : Exprs.transpose(q));
            }
            Expr matrix = Exprs.scaled(Exprs.literal(k), q);
            push(
                    generator,
                    slot,
                    slot.metric().map(m -> withMetric(slot, matrix, m)).orElse(matrix));
            actions.add(new Action(slot.parameter(), slot.side(), Rational.ZERO, k, slot.metric()));
        });
        // A rotation has determinant 1; with the sign of one unit free it is any orthogonal matrix.
        boolean isFull = isPlain && units.isSignSymmetry(weights.keySet());
        return new Symmetry(isFull ? Group.ORTHOGONAL : Group.ROTATION, size, q, maps, generator, actions);
    }

    private static Expr withMetric(Slot slot, Expr matrix, Expr metric) {
        Expr inverse = Exprs.inverse(metric);
        return slot.side() == Side.LEFT ? Exprs.times(inverse, matrix) : Exprs.times(matrix, inverse);
    }

    private Symmetry unitScaling(Size size, Map<Slot, Rational> weights) {
        boolean isSigned = isEven(weights) && units.isSignSymmetry(weights.keySet());
        Expr.Symbol g = letters.fresh(
                List.of("g", "h", "c"), Shape.vector(size), isSigned ? Set.of() : Set.of(Property.POSITIVE));
        Rational sign = Rational.of(weights.values().iterator().next().signum());
        Map<Expr.Symbol, Expr> maps = new LinkedHashMap<>();
        Map<Expr.Symbol, Expr> generator = new LinkedHashMap<>();
        List<Action> actions = new ArrayList<>();
        weights.forEach((slot, weight) -> {
            Rational s = weight.times(sign);
            move(maps, slot, Exprs.diagonalMatrix(Exprs.power(g, s)));
            push(generator, slot, Exprs.scaled(Exprs.literal(s), Exprs.diagonalMatrix(g)));
            actions.add(new Action(slot.parameter(), slot.side(), s, Rational.ZERO, Optional.empty()));
        });
        return new Symmetry(Group.UNIT_SCALING, size, g, maps, generator, actions);
    }

    /** Scalings of whole parameters that are in no group found before. */
    List<Symmetry> scalings(Derivation derivation, Normaliser canonical) {
        List<Expr.Symbol> parameters = derivation.gradient().keySet().stream()
                .filter(Slots::isScalable)
                .toList();
        List<Map<String, Rational>> vectors = new ArrayList<>();
        derivation.gradient().forEach((parameter, gradient) -> {
            if (Slots.isScalable(parameter)) {
                vectors.add(canonical.form(Exprs.inner(gradient, parameter)).coefficients());
            }
        });
        List<Symmetry> found = new ArrayList<>();
        for (SortedMap<Integer, Rational> relation : Span.relations(vectors)) {
            Map<String, Rational> weights = new TreeMap<>();
            relation.forEach(
                    (index, weight) -> weights.put(parameters.get(index).name(), weight));
            if (!scaled.add(weights).isEmpty()) {
                continue;
            }
            Expr.Symbol c = letters.fresh(List.of("c", "g", "h"), Shape.SCALAR, Set.of(Property.POSITIVE));
            Rational unit = relation.values().iterator().next();
            Map<Expr.Symbol, Expr> maps = new LinkedHashMap<>();
            Map<Expr.Symbol, Expr> generator = new LinkedHashMap<>();
            List<Action> actions = new ArrayList<>();
            relation.forEach((index, weight) -> {
                Expr.Symbol parameter = parameters.get(index);
                Rational s = weight.dividedBy(unit);
                maps.put(parameter, Exprs.scaled(Exprs.power(c, s), parameter));
                generator.put(parameter, Exprs.product(List.of(Exprs.literal(s), c, parameter)));
                actions.add(new Action(parameter, Side.LEFT, s, Rational.ZERO, Optional.empty()));
            });
            found.add(new Symmetry(Group.SCALING, Size.ONE, c, maps, generator, actions));
        }
        return found;
    }
}
