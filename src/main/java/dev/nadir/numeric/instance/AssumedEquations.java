package dev.nadir.numeric.instance;

import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.numeric.EquationSolver;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.evaluate.Comparison;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.evaluate.Value;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SymmetricEigen;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Moves data to where the equations between them hold that the model assumes, such as {@code X*X' == eye(d)}: what is
 * drawn at random breaks every one of them.
 */
final class AssumedEquations {

    /** What is left of an equation after rounding. */
    private static final double TOLERANCE = 1e-9;

    private final Model model;
    private final List<Formula.Binary> equations;
    private final EquationSolver solver;

    AssumedEquations(Model model, EquationSolver solver) {
        this.model = model;
        this.solver = solver;
        this.equations = model.assumptions().stream()
                .map(Model.Assumption::condition)
                .filter(Formula.Binary.class::isInstance)
                .map(Formula.Binary.class::cast)
                .filter(condition -> condition.operator() == Formula.Operator.EQUAL)
                .toList();
    }

    /** An instance near the given one where the equations hold; empty if none is found that the declarations allow. */
    Optional<Instance> met(Instance instance) {
        if (equations.isEmpty()) {
            return Optional.of(instance);
        }
        try {
            return moved(instance);
        } catch (ModelException | PreconditionException e) {
            // A side has no value, or the data are no longer what they are declared to be.
            return Optional.empty();
        }
    }

    private Optional<Instance> moved(Instance instance) {
        double[] start = coordinates(instance);
        int count = residual(instance).length;
        EquationSolver.Root root = solver.solve(
                new EquationSolver.Equations() {
                    @Override
                    public int unknowns() {
                        return start.length;
                    }

                    @Override
                    public int count() {
                        return count;
                    }

                    @Override
                    public void residual(double[] x, double[] residual) {
                        double[] left = AssumedEquations.this.residual(at(instance, x));
                        System.arraycopy(left, 0, residual, 0, count);
                    }
                },
                start,
                () -> false);
        Instance end = at(instance, root.x());
        boolean isMet = root.termination() == Termination.CONVERGED
                && comparisons(end).stream().allMatch(each -> each.holds(TOLERANCE));
        return isMet ? Optional.of(checked(end)) : Optional.empty();
    }

    private double[] residual(Instance instance) {
        return comparisons(instance).stream()
                .flatMapToDouble(each -> Arrays.stream(each.difference().toArray()))
                .toArray();
    }

    private List<Comparison> comparisons(Instance instance) {
        Interpreter names = Interpreter.of(model, instance, Map.of());
        return equations.stream()
                .map(each -> new Comparison(each.operator(), names.matrix(each.left()), names.matrix(each.right())))
                .toList();
    }

    /** The declarations of the data still hold. */
    private Instance checked(Instance instance) {
        Interpreter names = Interpreter.of(model, instance, Map.of());
        Map<String, Matrix> data = new LinkedHashMap<>(instance.data());
        data.replaceAll((name, value) -> {
            Declaration item = declaration(name);
            return new Findings(model, item, name, equations.get(0)).checked(value, indexed(names, item, name));
        });
        return with(instance, data);
    }

    private static Interpreter indexed(Interpreter names, Declaration item, String name) {
        return item.index()
                .map(range -> names.with(
                        range.index(),
                        Value.of(Integer.parseInt(name.substring(name.indexOf('[') + 1, name.length() - 1)))))
                .orElse(names);
    }

    private Declaration declaration(String name) {
        String family = name.contains("[") ? name.substring(0, name.indexOf('[')) : name;
        return model.data().stream()
                .filter(item -> item.name().equals(family))
                .findFirst()
                .orElseThrow();
    }

    /** How the entries of an item move, so that it stays what it is declared to be. */
    private enum Motion {
        FREE,
        DIAGONAL,
        POSITIVE,
        SYMMETRIC,
        DEFINITE;

        static Motion of(Declaration item) {
            boolean isPositive = item.condition()
                    .filter(each -> each.operator() == Formula.Operator.GREATER)
                    .flatMap(Declaration.Condition::number)
                    .filter(Rational::isZero)
                    .isPresent();
            return switch (item.kind()) {
                case DIAGONAL -> DIAGONAL;
                case SYMMETRIC -> SYMMETRIC;
                case SPD -> DEFINITE;
                default -> isPositive ? POSITIVE : FREE;
            };
        }

        /** What moves: the entries, those on the diagonal, their roots, or those of a symmetric root. */
        Matrix coordinates(Matrix value) {
            return switch (this) {
                case FREE, SYMMETRIC -> value;
                case DIAGONAL -> value.diagonalVector();
                case POSITIVE -> each(value, Math::sqrt);
                case DEFINITE -> root(value);
            };
        }

        /** The matrix with these coordinates. */
        Matrix at(Matrix coordinates) {
            return switch (this) {
                case FREE -> coordinates;
                case SYMMETRIC -> coordinates.symmetrised();
                case DIAGONAL -> Matrix.diagonal(coordinates.toArray());
                case POSITIVE -> each(coordinates, x -> x * x);
                case DEFINITE -> coordinates.times(coordinates.transpose()).symmetrised();
            };
        }

        private static Matrix each(Matrix matrix, DoubleUnaryOperator function) {
            return Matrix.of(
                    matrix.rows(),
                    matrix.columns(),
                    Arrays.stream(matrix.toArray()).map(function).toArray());
        }

        private static Matrix root(Matrix definite) {
            SymmetricEigen eigen = SymmetricEigen.of(definite);
            double[] roots = Arrays.stream(eigen.values()).map(Math::sqrt).toArray();
            return eigen.vectors().times(Matrix.diagonal(roots));
        }
    }

    private double[] coordinates(Instance instance) {
        return instance.data().entrySet().stream()
                .flatMapToDouble(item -> Arrays.stream(Motion.of(declaration(item.getKey()))
                        .coordinates(item.getValue())
                        .toArray()))
                .toArray();
    }

    private Instance at(Instance instance, double[] x) {
        Map<String, Matrix> data = new LinkedHashMap<>();
        int from = 0;
        for (Map.Entry<String, Matrix> item : instance.data().entrySet()) {
            Motion motion = Motion.of(declaration(item.getKey()));
            Matrix before = motion.coordinates(item.getValue());
            int to = from + before.count();
            data.put(
                    item.getKey(),
                    motion.at(Matrix.of(before.rows(), before.columns(), Arrays.copyOfRange(x, from, to))));
            from = to;
        }
        return with(instance, data);
    }

    private static Instance with(Instance instance, Map<String, Matrix> data) {
        return new Instance(instance.name(), instance.description(), instance.sizes(), data, instance.sources());
    }
}
