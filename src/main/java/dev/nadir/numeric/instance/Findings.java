package dev.nadir.numeric.instance;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.ModelException;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.numeric.evaluate.Comparison;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SymmetricEigen;
import java.util.List;

/** Whether a value is what its declaration says: finite, of its shape, symmetric, definite, positive. */
record Findings(Model model, Declaration item, String name, Formula setting) {

    /** Asymmetry of more than this much of the largest entry is no rounding of a file's ten digits. */
    private static final double SYMMETRY_TOLERANCE = 1e-9;

    /** A smallest eigenvalue of less than this much of the largest cannot be told from zero after rounding. */
    private static final double DEFINITENESS_TOLERANCE = 1e-12;

    /**
     * The value, with the mean of mirrored entries where it is declared symmetric.
     *
     * @throws ModelException if it is not what was declared
     */
    Matrix checked(Matrix value, Interpreter names) {
        checkShape(value, names);
        if (!value.isFinite()) {
            throw broken("has an entry that is not finite", "Data are finite numbers.");
        }
        checkCondition(value, names);
        return switch (item.kind()) {
            case SYMMETRIC -> symmetric(value);
            case SPD -> definite(symmetric(value));
            case DIAGONAL -> diagonal(value);
            case INVERTIBLE -> invertible(value);
            default -> value;
        };
    }

    private void checkShape(Matrix value, Interpreter names) {
        List<Integer> sizes = item.sizes().stream().map(names::integer).toList();
        int rows = sizes.isEmpty() ? 1 : sizes.get(0);
        int columns =
                switch (item.kind()) {
                    case SCALAR, VECTOR -> 1;
                    case MATRIX -> sizes.get(1);
                    default -> rows;
                };
        if (value.rows() != rows || value.columns() != columns) {
            boolean isTransposed = value.rows() == columns && value.columns() == rows;
            throw error(
                    model,
                    new Diagnostic(
                            ErrorCode.SETTING_SHAPE,
                            setting.span(),
                            name + " is " + value.shape() + " here",
                            name + " is declared " + rows + " x " + columns + " at " + item.span() + ".",
                            isTransposed ? "Transpose it with '." : "Change the sizes of the instance, or the data.",
                            ""));
        }
    }

    private void checkCondition(Matrix value, Interpreter names) {
        if (item.condition().isEmpty()) {
            return;
        }
        Declaration.Condition condition = item.condition().get();
        Matrix bound = names.matrix(condition.bound());
        // What is off the diagonal of a diagonal matrix is zero whatever is declared.
        Matrix entries = item.kind() == Declaration.Kind.DIAGONAL ? value.diagonalVector() : value;
        if (!new Comparison(condition.operator(), entries, bound).holds(0)) {
            throw broken(
                    "has an entry that is not " + condition.operator().symbol() + " "
                            + FormulaPrinter.print(condition.bound()),
                    "Every entry must meet the condition of the declaration.");
        }
    }

    private Matrix symmetric(Matrix value) {
        if (!value.isSymmetric(SYMMETRY_TOLERANCE)) {
            throw broken(
                    "differs from its transpose by "
                            + value.minus(value.transpose()).maxAbs(),
                    "It is declared symmetric.");
        }
        return value.symmetrised();
    }

    private Matrix definite(Matrix value) {
        if (value.rows() == 0) {
            return value;
        }
        SymmetricEigen eigen = SymmetricEigen.of(value);
        double smallest = eigen.value(eigen.count() - 1);
        if (!(eigen.value(0) > 0) || smallest <= DEFINITENESS_TOLERANCE * eigen.value(0)) {
            throw broken(
                    "has the smallest eigenvalue " + smallest,
                    "It is declared positive definite: the smallest eigenvalue must exceed 1e-12 of the largest, "
                            + eigen.value(0) + ".");
        }
        return value;
    }

    private Matrix diagonal(Matrix value) {
        if (!value.equals(Matrix.diagonal(value.diagonalVector().toArray()))) {
            throw broken("has an entry off its diagonal", "It is declared diagonal.");
        }
        return value;
    }

    private Matrix invertible(Matrix value) {
        if (value.rank(DEFINITENESS_TOLERANCE) < value.rows()) {
            throw broken("is singular", "It is declared invertible.");
        }
        return value;
    }

    private ModelException broken(String what, String cause) {
        return error(
                model,
                new Diagnostic(
                        ErrorCode.SETTING_PROPERTY,
                        setting.span(),
                        name + " " + what,
                        cause + " The declaration is at " + item.span() + ".",
                        "Change the data, or the declaration.",
                        ""));
    }

    /** The one diagnostic as an exception, with the line of the file that it is about. */
    static ModelException error(Model model, Diagnostic diagnostic) {
        String line = model.file()
                .text()
                .lines()
                .skip(diagnostic.span().line() - 1L)
                .findFirst()
                .orElse("");
        return new ModelException(List.of(new Diagnostic(
                diagnostic.code(), diagnostic.span(), diagnostic.value(), diagnostic.cause(), diagnostic.fix(), line)));
    }
}
