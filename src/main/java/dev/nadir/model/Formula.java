package dev.nadir.model;

import dev.nadir.base.SourceSpan;
import dev.nadir.base.exact.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A formula as it stands in the model file, names unresolved, depth symbolic. Claims are evaluated straight from this
 * form, so that what checks a derivation shares nothing with what derived it.
 */
public sealed interface Formula {

    /** The file of formulas that stand in none: they were derived. */
    String DERIVED = "derived";

    /** Where it stands. */
    SourceSpan span();

    /** The formulas directly inside this one, in the order of the text. */
    default List<Formula> children() {
        if (this instanceof Indexed indexed) {
            List<Formula> children = new ArrayList<>(List.of(indexed.base()));
            indexed.subscripts().forEach(subscript -> children.addAll(subscript.children()));
            return children;
        } else if (this instanceof Negation negation) {
            return List.of(negation.argument());
        } else if (this instanceof Transposition transposition) {
            return List.of(transposition.argument());
        } else if (this instanceof Binary binary) {
            return List.of(binary.left(), binary.right());
        } else if (this instanceof Call call) {
            List<Formula> children = new ArrayList<>(call.arguments());
            children.addAll(call.options().values());
            return children;
        } else if (this instanceof Ranged ranged) {
            return List.of(ranged.from(), ranged.to(), ranged.body());
        } else if (this instanceof Search search) {
            return List.of(search.from(), search.to(), search.body());
        } else if (this instanceof Range range) {
            return List.of(range.from(), range.to());
        } else if (this instanceof Expectation expectation) {
            return List.of(expectation.body());
        }
        return this instanceof ArrayLiteral array ? array.elements() : List.of();
    }

    /** The binary operators; comparisons stand only at the top of a claim's statement. */
    enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        ENTRYWISE_MULTIPLY(".*"),
        ENTRYWISE_DIVIDE("./"),
        POWER("^"),
        ENTRYWISE_POWER(".^"),
        EQUAL("=="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** As in the file. */
        public String symbol() {
            return symbol;
        }

        /** Whether the result is a truth, not a number. */
        public boolean isComparison() {
            return this == EQUAL
                    || this == LESS
                    || this == LESS_OR_EQUAL
                    || this == GREATER
                    || this == GREATER_OR_EQUAL;
        }
    }

    /** A decimal literal, exact. */
    record NumberLiteral(SourceSpan span, Rational value, String text) implements Formula {}

    /** A file name in quotes. */
    record Text(SourceSpan span, String value) implements Formula {}

    /** A name. */
    record Name(SourceSpan span, String name) implements Formula {}

    /** {@code W[i]}, {@code lambda[1..r]}, {@code U[:, 1..r]}. */
    record Indexed(SourceSpan span, Formula base, List<Subscript> subscripts) implements Formula {
        /** Copies the subscripts. */
        public Indexed {
            subscripts = List.copyOf(subscripts);
        }
    }

    /** What stands between the brackets. */
    sealed interface Subscript {

        /** The formulas inside. */
        default List<Formula> children() {
            if (this instanceof At at) {
                return List.of(at.index());
            }
            return this instanceof Between between ? List.of(between.from(), between.to()) : List.of();
        }

        /** One place, or, where the formula is an index set, those places. */
        record At(Formula index) implements Subscript {}

        /** {@code from..to}, both included. */
        record Between(Formula from, Formula to) implements Subscript {}

        /** {@code :} */
        record All() implements Subscript {}
    }

    /** {@code -x}. */
    record Negation(SourceSpan span, Formula argument) implements Formula {}

    /** {@code x'}. */
    record Transposition(SourceSpan span, Formula argument) implements Formula {}

    /** {@code x + y} and its kin. */
    record Binary(SourceSpan span, Operator operator, Formula left, Formula right) implements Formula {}

    /** {@code f(x, y, name = z)}; {@code at-most r} is the option {@code at-most}. */
    record Call(SourceSpan span, String function, List<Formula> arguments, Map<String, Formula> options)
            implements Formula {
        /** Copies the arguments. */
        public Call {
            arguments = List.copyOf(arguments);
            options = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(options));
        }
    }

    /** {@code sum(i in 1..L, body)} or {@code product(i in L..1, body)}; the range runs down where from > to. */
    record Ranged(SourceSpan span, boolean isProduct, String index, Formula from, Formula to, Formula body)
            implements Formula {}

    /** What is looked for. */
    enum Sought {
        /** All places where the body is zero, in descending order. */
        ROOTS,
        /** The one place where it is zero. */
        ROOT,
        /** The place where it is zero next to a number, with which the range begins and ends. */
        NEAREST_ROOT,
        /** The place where it is least. */
        LEAST
    }

    /**
     * {@code roots(t in from..to, body)}, {@code root(t in from..to, body)}, {@code root(t near from, body)} or
     * {@code argmin(t in from..to, body)}.
     */
    record Search(SourceSpan span, Sought sought, String index, Formula from, Formula to, Formula body)
            implements Formula {

        /** The word of the language. */
        public String function() {
            return switch (sought) {
                case ROOTS -> "roots";
                case ROOT, NEAREST_ROOT -> "root";
                case LEAST -> "argmin";
            };
        }

        /** Whether it is one number. */
        public boolean isNumber() {
            return sought != Sought.ROOTS;
        }
    }

    /**
     * {@code from..to}, both included: the argument of {@code subsets}, columns of a data file, the places that an index
     * of a claim runs over. Inside brackets after a name it is a {@link Subscript.Between}.
     */
    record Range(SourceSpan span, Formula from, Formula to) implements Formula {}

    /** {@code E[body]}, the mean over everything random in the body. */
    record Expectation(SourceSpan span, Formula body) implements Formula {}

    /** {@code [4, 3, 2, 3]}, or rows of them. */
    record ArrayLiteral(SourceSpan span, List<Formula> elements) implements Formula {
        /** Copies the elements. */
        public ArrayLiteral {
            elements = List.copyOf(elements);
        }
    }
}
