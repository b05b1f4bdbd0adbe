package dev.nadir.report.source;

import dev.nadir.expr.Operation;
import dev.nadir.expr.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How a language writes what expressions are made of. Operands come with the brackets that they need. */
interface Dialect {

    /** The name of the language, as in messages. */
    String name();

    /** Words that cannot be names. */
    List<String> reserved();

    String matrixProduct(List<String> factors);

    String entrywiseProduct(List<String> factors);

    /** A scalar times an array. */
    default String scaled(String scalar, String array) {
        return scalar + " * " + array;
    }

    default String add(String left, String right, boolean isMinus) {
        return left + (isMinus ? " - " : " + ") + right;
    }

    /** An atom: the only entry of a product of matrices. */
    String onlyEntry(String product);

    String transpose(String atom);

    String power(String atom, String exponent, boolean isScalar);

    /** An atom: a call. */
    String call(Call call, String argument, boolean isScalar);

    /** An atom: the sum of the products of the entries. */
    String inner(String left, String right);

    /** An atom: an entrywise function of the model language. */
    String function(String symbol, String argument, boolean isScalar);

    String pi();

    String identity(String size);

    String filled(double value, String rows, String columns, Shape shape);

    /** The size of an argument along its rows or its columns. */
    String side(String argument, boolean isRows);

    default String fraction(String numerator, String denominator) {
        return numerator + " / " + denominator;
    }

    default String assignment(String name, String value) {
        return "    " + name + " = " + value;
    }

    /** An atom: an operation of the model language with several arguments or a name of its own. */
    String applied(Applied applied);

    /** The definitions that such operations need before the functions, with empty lines before each; sorted. */
    List<String> helpers(Set<Operation> operations);

    /**
     * An operation with what it works on.
     *
     * @param arguments in brackets where they need them
     * @param sizes its own sizes, as atoms
     * @param rows of the result, as an atom
     * @param columns of the result, as an atom
     * @param isColumn whether the result is a vector
     */
    record Applied(
            Operation operation,
            List<String> arguments,
            List<String> sizes,
            String rows,
            String columns,
            boolean isColumn) {

        /** Copies the lists. */
        public Applied {
            arguments = List.copyOf(arguments);
            sizes = List.copyOf(sizes);
        }

        String only() {
            return arguments.get(0);
        }

        /** A call of a function with the arguments and then the sizes. */
        String call(String function) {
            List<String> all = new ArrayList<>(arguments);
            all.addAll(sizes);
            return function + "(" + String.join(", ", all) + ")";
        }
    }

    /** The opening of the file, with a sentence of its own on each line. */
    List<String> header(List<String> lines);

    List<String> functionHead(String name, List<String> arguments, List<String> lines);

    /** A sentence outside of the functions. */
    default List<String> remark(String sentence) {
        return List.of("", "", "# " + sentence);
    }

    List<String> functionTail(List<String> values);

    /** Operations with one argument. */
    enum Call {
        TRACE,
        INVERSE,
        LOG_DET,
        TOTAL,
        DIAGONAL_MATRIX,
        DIAGONAL_VECTOR
    }
}
