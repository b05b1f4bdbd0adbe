package dev.nadir.expr.graph;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which letters meet in one term of a form, or of what stands inside a letter of it. Symmetries that permute or flip
 * entries can be read off this: every index must see them the same way.
 *
 * @param owner the letter that the term stands inside of; empty at the root
 * @param factors the letters of the term
 * @param joints its indices
 */
public record Incidence(Optional<Kind> owner, List<Factor> factors, List<Joint> joints) {

    /** Copies the lists. */
    public Incidence {
        factors = List.copyOf(factors);
        joints = List.copyOf(joints);
    }

    /** A letter to a power. */
    public record Factor(Kind kind, Rational exponent) {}

    /**
     * A leg of a letter on an index.
     *
     * @param position 0 for the first leg of the letter, 1 for the second
     */
    public record Leg(Kind kind, int position, Rational exponent) {}

    /**
     * An index.
     *
     * @param ends the positions of the owner's open ends on it
     */
    public record Joint(List<Leg> legs, List<Integer> ends) {
        /** Copies the lists. */
        public Joint {
            legs = List.copyOf(legs);
            ends = List.copyOf(ends);
        }
    }

    /** What a letter is. */
    public sealed interface Kind {
        /** Says which letter it is; the owner's name of what stands inside. */
        String name();

        /** A declared symbol. */
        record OfSymbol(String name, Expr.Symbol symbol) implements Kind {}

        /** A size or another number. */
        record OfConstant(String name) implements Kind {}

        /** A function of every entry. */
        record OfFunction(String name, EntrywiseFunction function, boolean isSymmetric) implements Kind {}

        /** Every entry of a sum to a power. */
        record OfEntries(String name, boolean isSymmetric) implements Kind {}

        /** A matrix inverse; its first end is the second of what it inverts. */
        record OfInverse(String name, boolean isSymmetric) implements Kind {}

        /** The logarithm of the absolute value of a determinant. */
        record OfLogDet(String name) implements Kind {}
    }

    /**
     * The terms of a form, with those inside its letters, each letter once.
     *
     * @throws PreconditionException if a letter is of a kind that no rule here knows
     */
    public static List<Incidence> of(Form form) {
        List<Incidence> found = new ArrayList<>();
        collect(form, Optional.empty(), found, new HashSet<>());
        return found;
    }

    private static void collect(Form form, Optional<Kind> owner, List<Incidence> found, Set<String> seen) {
        for (Graph graph : form.terms().keySet()) {
            found.add(of(graph, owner));
            for (Node node : graph.nodes()) {
                Form inside = inside(node.letter());
                if (inside != null && seen.add(node.letter().key())) {
                    collect(inside, Optional.of(kind(node.letter())), found, seen);
                }
            }
        }
    }

    private static Incidence of(Graph graph, Optional<Kind> owner) {
        List<Factor> factors = new ArrayList<>();
        Map<Integer, List<Leg>> legs = new LinkedHashMap<>();
        Map<Integer, List<Integer>> ends = new LinkedHashMap<>();
        for (int i = 0; i < graph.sizes().size(); i++) {
            legs.put(i, new ArrayList<>());
            ends.put(i, new ArrayList<>());
        }
        for (Node node : graph.nodes()) {
            Kind kind = kind(node.letter());
            factors.add(new Factor(kind, node.exponent()));
            for (int k = 0; k < node.legs().length; k++) {
                legs.getOrDefault(node.legs()[k], new ArrayList<>()).add(new Leg(kind, k, node.exponent()));
            }
        }
        for (int k = 0; k < graph.opens().length; k++) {
            ends.getOrDefault(graph.opens()[k], new ArrayList<>()).add(k);
        }
        List<Joint> joints = new ArrayList<>();
        legs.forEach((index, there) -> joints.add(new Joint(there, ends.getOrDefault(index, List.of()))));
        return new Incidence(owner, factors, joints);
    }

    private static @org.jspecify.annotations.Nullable Form inside(Letter letter) {
        if (letter.content() instanceof Letter.Content.OfFunction f) {
            return f.argument();
        } else if (letter.content() instanceof Letter.Content.OfInverse f) {
            return f.argument();
        } else if (letter.content() instanceof Letter.Content.OfLogDet f) {
            return f.argument();
        } else if (letter.content() instanceof Letter.Content.OfForm f) {
            return f.argument();
        } else {
            return null;
        }
    }

    private static String what(Letter.Content content) {
        if (content instanceof Letter.Content.OfOperation operation) {
            return operation.operation().symbol();
        } else if (content instanceof Letter.Content.OfSelection) {
            return "chosen rows or columns, blocks or basis vectors";
        } else if (content instanceof Letter.Content.OfPair) {
            return "kron, vec, reshape or commutation";
        }
        return content instanceof Letter.Content.OfSylvester ? "sylvester" : "this operation";
    }

    private static Kind kind(Letter letter) {
        if (letter.content() instanceof Letter.Content.OfSymbol s) {
            return new Kind.OfSymbol(letter.key(), s.symbol());
        } else if (letter.content() instanceof Letter.Content.OfFunction f) {
            return new Kind.OfFunction(letter.key(), f.function(), letter.symmetric());
        } else if (letter.content() instanceof Letter.Content.OfInverse) {
            return new Kind.OfInverse(letter.key(), letter.symmetric());
        } else if (letter.content() instanceof Letter.Content.OfLogDet) {
            return new Kind.OfLogDet(letter.key());
        } else if (letter.content() instanceof Letter.Content.OfForm) {
            return new Kind.OfEntries(letter.key(), letter.symmetric());
        } else if (letter.content() instanceof Letter.Content.OfSize
                || letter.content() instanceof Letter.Content.OfPi) {
            return new Kind.OfConstant(letter.key());
        } else {
            throw new PreconditionException(
                    "symmetries of a loss with " + what(letter.content()) + " are not searched for");
        }
    }
}
