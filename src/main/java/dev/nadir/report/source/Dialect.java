package dev.nadir.report.source;

import dev.nadir.expr.Shape;
import java.util.List;

/** How a language writes what expressions are made of. Operands come with the brackets that they need. */
interface Dialect {

    /** The name of the language, as in messages. */
    String name();

    /** Words that cannot be names. */
    List<String> reserved();

    String matrixProduct(List<String> factors);

    String entrywiseProduct(List<String> factors);

    /** A scalar times an array. */
    String scaled(String scalar, String array);

    String add(String left, String right, boolean isMinus, boolean isScalar);

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

    String fraction(String numerator, String denominator);

    String assignment(String name, String value);

    /** The opening of the file, with a sentence of its own on each line. */
    List<String> header(List<String> lines);

    List<String> functionHead(String name, List<String> arguments, List<String> lines);

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
