package dev.nadir.reduction.system;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Table;
import dev.nadir.reduction.ExactMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of instances that say exact numbers: literals and arrays of them, decimals of data files, and what is computed
 * from these without roots.
 */
public final class ExactSetting {

    private final Map<String, Table> tables;

    /** Settings whose {@code csv} calls read these tables, by the call as it prints. */
    public ExactSetting(Map<String, Table> tables) {
        this.tables = Map.copyOf(tables);
    }

    /** The matrix, vectors as columns; empty if the formula holds a name, a law or a root. */
    public Optional<ExactMatrix> of(Formula formula) {
        if (formula instanceof Formula.ArrayLiteral array) {
            return array(array);
        } else if (formula instanceof Formula.Call call) {
            return call(call);
        } else if (formula instanceof Formula.Transposition transposition) {
            return of(transposition.argument()).map(ExactSetting::transposed);
        } else if (formula instanceof Formula.Binary binary) {
            return of(binary.left())
                    .flatMap(left -> of(binary.right()).flatMap(right -> combined(binary.operator(), left, right)));
        } else if (formula instanceof Formula.Negation negation) {
            return of(negation.argument()).map(matrix -> scaled(Rational.MINUS_ONE, matrix));
        }
        return formula instanceof Formula.NumberLiteral literal
                ? Optional.of(new ExactMatrix(1, 1, List.of(literal.value())))
                : Optional.empty();
    }

    private Optional<ExactMatrix> array(Formula.ArrayLiteral array) {
        List<Rational> entries = new ArrayList<>();
        int columns = 1;
        for (Formula element : array.elements()) {
            List<Formula> row = element instanceof Formula.ArrayLiteral inner ? inner.elements() : List.of(element);
            columns = row.size();
            for (Formula each : row) {
                Optional<ExactMatrix> value =
                        of(each).filter(matrix -> matrix.entries().size() == 1);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                entries.add(value.get().get(0, 0));
            }
        }
        return entries.size() == array.elements().size() * columns
                ? Optional.of(new ExactMatrix(array.elements().size(), columns, entries))
                : Optional.empty();
    }

    private Optional<ExactMatrix> call(Formula.Call call) {
        if (call.function().equals("csv")) {
            return Optional.ofNullable(tables.get(FormulaPrinter.print(call))).map(ExactSetting::entries);
        }
        if (call.arguments().size() != 1) {
            return Optional.empty();
        }
        Optional<ExactMatrix> samples = of(call.arguments().get(0));
        return switch (call.function()) {
            case "centre" -> samples.map(ExactSetting::centred);
            case "covariance" -> samples.map(ExactSetting::centred).map(ExactSetting::moment);
            case "moment" -> samples.map(ExactSetting::moment);
            default -> Optional.empty();
        };
    }

    private static ExactMatrix entries(Table table) {
        List<Rational> entries = new ArrayList<>();
        for (int k = 0; k < table.rows() * table.columns(); k++) {
            entries.add(table.exact(k / table.columns(), k % table.columns()));
        }
        return new ExactMatrix(table.rows(), table.columns(), entries);
    }

    /** Samples in rows, less their mean. */
    private static ExactMatrix centred(ExactMatrix samples) {
        List<Rational> means = new ArrayList<>();
        for (int j = 0; j < samples.columns(); j++) {
            Rational sum = Rational.ZERO;
            for (int i = 0; i < samples.rows(); i++) {
                sum = sum.plus(samples.get(i, j));
            }
            means.add(sum.dividedBy(Rational.of(samples.rows())));
        }
        List<Rational> entries = new ArrayList<>();
        for (int k = 0; k < samples.entries().size(); k++) {
            entries.add(samples.entries().get(k).minus(means.get(k % samples.columns())));
        }
        return new ExactMatrix(samples.rows(), samples.columns(), entries);
    }

    private static ExactMatrix moment(ExactMatrix samples) {
        return scaled(Rational.of(1, samples.rows()), product(transposed(samples), samples));
    }

    private static ExactMatrix transposed(ExactMatrix matrix) {
        List<Rational> entries = new ArrayList<>();
        for (int j = 0; j < matrix.columns(); j++) {
            for (int i = 0; i < matrix.rows(); i++) {
                entries.add(matrix.get(i, j));
            }
        }
        return new ExactMatrix(matrix.columns(), matrix.rows(), entries);
    }

    private static ExactMatrix scaled(Rational factor, ExactMatrix matrix) {
        return new ExactMatrix(
                matrix.rows(),
                matrix.columns(),
                matrix.entries().stream().map(factor::times).toList());
    }

    private static ExactMatrix product(ExactMatrix left, ExactMatrix right) {
        List<Rational> entries = new ArrayList<>();
        for (int i = 0; i < left.rows(); i++) {
            for (int j = 0; j < right.columns(); j++) {
                Rational sum = Rational.ZERO;
                for (int k = 0; k < left.columns(); k++) {
                    sum = sum.plus(left.get(i, k).times(right.get(k, j)));
                }
                entries.add(sum);
            }
        }
        return new ExactMatrix(left.rows(), right.columns(), entries);
    }

    private static Optional<ExactMatrix> combined(Formula.Operator operator, ExactMatrix left, ExactMatrix right) {
        boolean isSame = left.rows() == right.rows() && left.columns() == right.columns();
        return switch (operator) {
            case ADD -> isSame ? Optional.of(sum(left, right)) : Optional.empty();
            case SUBTRACT -> isSame ? Optional.of(sum(left, scaled(Rational.MINUS_ONE, right))) : Optional.empty();
            case MULTIPLY -> multiplied(left, right);
            case DIVIDE ->
                right.entries().size() == 1 && !right.get(0, 0).isZero()
                        ? Optional.of(scaled(right.get(0, 0).inverse(), left))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<ExactMatrix> multiplied(ExactMatrix left, ExactMatrix right) {
        if (left.entries().size() == 1) {
            return Optional.of(scaled(left.get(0, 0), right));
        } else if (right.entries().size() == 1) {
            return Optional.of(scaled(right.get(0, 0), left));
        }
        return left.columns() == right.rows() ? Optional.of(product(left, right)) : Optional.empty();
    }

    private static ExactMatrix sum(ExactMatrix left, ExactMatrix right) {
        List<Rational> entries = new ArrayList<>();
        for (int k = 0; k < left.entries().size(); k++) {
            entries.add(left.entries().get(k).plus(right.entries().get(k)));
        }
        return new ExactMatrix(left.rows(), left.columns(), entries);
    }
}
