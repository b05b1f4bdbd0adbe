package dev.nadir.model.check;

import dev.nadir.base.ErrorCode;
import dev.nadir.expr.Shape;
import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import dev.nadir.model.FormulaPrinter;

/** Explains shapes that do not match, and looks for what was meant. */
final class Mismatch {

    private static final int LONGEST = 40;

    private Mismatch() {}

    static Type report(Findings findings, Formula.Binary formula, Shape left, Shape right) {
        String value = describe(formula.left(), left) + ", " + describe(formula.right(), right);
        return findings.report(
                ErrorCode.SHAPE_MISMATCH,
                formula.span(),
                value,
                cause(formula, left, right),
                fix(formula, left, right));
    }

    static String describe(Formula formula, Shape shape) {
        String text = FormulaPrinter.print(formula);
        String subject = text.length() > LONGEST ? "this" : text;
        return subject + " is " + (shape.isScalar() ? "a scalar" : shape);
    }

    private static String cause(Formula.Binary formula, Shape left, Shape right) {
        return switch (formula.operator()) {
            case MULTIPLY ->
                "In a product the columns on the left must be the rows on the right: " + left.columns() + " is not "
                        + right.rows() + ".";
            case DIVIDE -> "Only a scalar divides.";
            case POWER -> "Only a scalar has a power.";
            case ADD, SUBTRACT ->
                left.isScalar() || right.isScalar()
                        ? "A scalar is added to every entry of a vector, but not to a matrix."
                        : "Terms of a sum have the same rows and columns.";
            default -> "Both sides have the same rows and columns.";
        };
    }

    /** What a number beside a matrix may have been meant for. */
    private static String everywhere(String scalar, Shape matrix) {
        String times = scalar.equals("1") ? "" : scalar + "*";
        String identity =
                matrix.isSquare() ? times + "eye(" + matrix.rows() + ") for a multiple of the identity, " : "";
        return "Write " + identity + times + "ones(" + matrix.rows() + ", " + matrix.columns() + ") for every entry.";
    }

    private static String fix(Formula.Binary formula, Shape left, Shape right) {
        String a = operand(formula.left());
        String b = operand(formula.right());
        return switch (formula.operator()) {
            case MULTIPLY -> product(formula, left, right);
            case DIVIDE ->
                left.equals(right)
                        ? "For entrywise division write " + a + "./" + b + "."
                        : "For a matrix write " + a + "*inv(" + strip(b) + ").";
            case POWER ->
                "Write " + a + ".^" + b + " for every entry" + (left.isSquare() ? ", or " + a + "*" + a : "") + ".";
            case ADD, SUBTRACT -> {
                boolean hasScalar = left.isScalar() || right.isScalar();
                Shape matrix = left.isScalar() ? right : left;
                String scalar = left.isScalar() ? a : b;
                if (hasScalar) {
                    yield everywhere(scalar, matrix);
                }
                yield transposed(formula, left, right);
            }
            default -> transposed(formula, left, right);
        };
    }

    private static String transposed(Formula.Binary formula, Shape left, Shape right) {
        return left.equals(right.transpose())
                ? "Did you mean " + operand(formula.left()) + " "
                        + formula.operator().symbol() + " " + operand(formula.right()) + "'?"
                : "Compare the shapes in the declarations.";
    }

    private static String product(Formula.Binary formula, Shape left, Shape right) {
        String a = operand(formula.left());
        String b = operand(formula.right());
        if (left.equals(right)) {
            String transposed =
                    left.isColumn() ? ", " + transpose(formula.left()) + "*" + b + " for the inner product" : "";
            return "Write " + a + ".*" + b + " for the entrywise product" + transposed + ".";
        } else if (left.rows().equals(right.rows())) {
            return "Did you mean " + transpose(formula.left()) + "*" + b + "?";
        } else if (left.columns().equals(right.columns())) {
            return "Did you mean " + a + "*" + transpose(formula.right()) + "?";
        } else if (right.columns().equals(left.rows())) {
            return "Did you mean " + b + "*" + a + "?";
        }
        return "Compare the shapes in the declarations.";
    }

    private static String transpose(Formula formula) {
        return formula instanceof Formula.Transposition transposition
                ? operand(transposition.argument())
                : operand(formula) + "'";
    }

    private static String operand(Formula formula) {
        String text = FormulaPrinter.print(formula);
        return formula instanceof Formula.Binary binary && binary.operator() != Operator.POWER
                ? "(" + text + ")"
                : text;
    }

    private static String strip(String text) {
        return text.startsWith("(") && text.endsWith(")") ? text.substring(1, text.length() - 1) : text;
    }
}
