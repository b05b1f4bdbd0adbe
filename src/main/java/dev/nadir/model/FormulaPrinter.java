package dev.nadir.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes formulas in the model language, with no more brackets than needed. What it writes is read back as the same
 * formula.
 */
public final class FormulaPrinter {

    /** How tightly an operator binds; looser ones are put in brackets inside tighter ones. */
    private static final int RELATION = 0;

    private static final int SUM = 1;
    private static final int TERM = 2;
    private static final int FACTOR = 3;
    private static final int POWER = 4;
    private static final int POSTFIX = 5;

    private FormulaPrinter() {}

    /** The formula as text, such as {@code 1/2 * normF(P*X - Y)^2}. */
    public static String print(Formula formula) {
        return print(formula, RELATION);
    }

    /** An index with its range, such as {@code i in 1..L}. */
    public static String print(Declaration.IndexRange range) {
        return range.index() + " in " + place(range.from()) + ".." + place(range.to());
    }

    private static String print(Formula formula, int context) {
        if (formula instanceof Formula.NumberLiteral number) {
            return number.text();
        } else if (formula instanceof Formula.Text text) {
            return '"' + text.value() + '"';
        } else if (formula instanceof Formula.Name name) {
            return name.name();
        } else if (formula instanceof Formula.Indexed indexed) {
            return print(indexed.base(), POSTFIX)
                    + indexed.subscripts().stream()
                            .map(FormulaPrinter::print)
                            .collect(Collectors.joining(", ", "[", "]"));
        } else if (formula instanceof Formula.Negation negation) {
            return bracket("-" + print(negation.argument(), FACTOR), FACTOR, context);
        } else if (formula instanceof Formula.Transposition transposition) {
            return print(transposition.argument(), POSTFIX) + "'";
        } else if (formula instanceof Formula.Binary binary) {
            return print(binary, context);
        }
        return printBracketed(formula);
    }

    private static String printBracketed(Formula formula) {
        if (formula instanceof Formula.Call call) {
            List<String> arguments = new ArrayList<>();
            call.arguments().forEach(argument -> arguments.add(print(argument)));
            call.options()
                    .forEach((name, value) -> arguments.add(
                            name.equals("at-most") ? "at-most " + print(value) : name + " = " + print(value)));
            return call.function() + "(" + String.join(", ", arguments) + ")";
        } else if (formula instanceof Formula.Ranged ranged) {
            return (ranged.isProduct() ? "product(" : "sum(")
                    + print(new Declaration.IndexRange(ranged.index(), ranged.from(), ranged.to()))
                    + ", " + print(ranged.body()) + ")";
        } else if (formula instanceof Formula.Search search && search.sought() == Formula.Sought.NEAREST_ROOT) {
            return "root(" + search.index() + " near " + print(search.from(), SUM) + ", " + print(search.body()) + ")";
        } else if (formula instanceof Formula.Search search) {
            return search.function() + "("
                    + print(new Declaration.IndexRange(search.index(), search.from(), search.to()))
                    + ", " + print(search.body()) + ")";
        } else if (formula instanceof Formula.Range range) {
            return place(range.from()) + ".." + place(range.to());
        } else if (formula instanceof Formula.Expectation expectation) {
            return "E[" + print(expectation.body()) + "]";
        }
        return ((Formula.ArrayLiteral) formula)
                .elements().stream().map(FormulaPrinter::print).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String print(Formula.Subscript subscript) {
        if (subscript instanceof Formula.Subscript.At at) {
            return place(at.index());
        } else if (subscript instanceof Formula.Subscript.Between between) {
            return place(between.from()) + ".." + place(between.to());
        }
        return ":";
    }

    /** Sums stand close in indices and ranges, as in {@code W[i-1]}. */
    private static String place(Formula formula) {
        boolean isSum = formula instanceof Formula.Binary binary
                && (binary.operator() == Formula.Operator.ADD || binary.operator() == Formula.Operator.SUBTRACT);
        if (!isSum) {
            return print(formula, SUM);
        }
        Formula.Binary sum = (Formula.Binary) formula;
        return place(sum.left()) + sum.operator().symbol() + print(sum.right(), TERM);
    }

    private static String print(Formula.Binary binary, int context) {
        Formula left = binary.left();
        Formula right = binary.right();
        String symbol = binary.operator().symbol();
        return switch (binary.operator()) {
            case ADD, SUBTRACT -> bracket(print(left, SUM) + " " + symbol + " " + print(right, TERM), SUM, context);
            case MULTIPLY -> bracket(printProduct(left, symbol, right), TERM, context);
            case DIVIDE, ENTRYWISE_MULTIPLY, ENTRYWISE_DIVIDE ->
                bracket(print(left, TERM) + symbol + print(right, FACTOR), TERM, context);
            // Powers associate to the right; an exponent may carry its sign without brackets.
            case POWER, ENTRYWISE_POWER -> bracket(print(left, POSTFIX) + symbol + exponent(right), POWER, context);
            case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                bracket(print(left, SUM) + " " + symbol + " " + print(right, SUM), RELATION, context);
        };
    }

    /** A product of products is easier to read with space around the outer star, as in {@code 1/2 * tr(A)}. */
    private static String printProduct(Formula left, String symbol, Formula right) {
        boolean isFraction = left instanceof Formula.Binary binary && binary.operator() == Formula.Operator.DIVIDE;
        String star = isFraction ? " " + symbol + " " : symbol;
        return print(left, TERM) + star + print(right, FACTOR);
    }

    private static String exponent(Formula exponent) {
        return exponent instanceof Formula.Negation negation
                ? "-" + exponent(negation.argument())
                : print(exponent, exponent instanceof Formula.Binary ? POWER : POSTFIX);
    }

    private static String bracket(String text, int own, int context) {
        return own < context ? "(" + text + ")" : text;
    }
}
