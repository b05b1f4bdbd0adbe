package dev.nadir.numeric.evaluate;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.expr.Size;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.numeric.linalg.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How parameters lie in one array of unbounded coordinates: in the order of the file, each row by row. Of a parameter
 * that is declared positive the coordinates are the logarithms of its entries, of a symmetric one the entries on and
 * above the diagonal (those above times the square root of two, so that lengths are kept), of a diagonal one its
 * diagonal.
 *
 * @param blocks one per parameter
 * @param dimension the number of coordinates
 */
public record ParameterLayout(List<Block> blocks, int dimension) {

    /** Copies the blocks. */
    public ParameterLayout {
        blocks = List.copyOf(blocks);
    }

    /**
     * The layout of the given parameters at the given sizes.
     *
     * @throws PreconditionException for a positive definite parameter: no coordinates for it are implemented
     */
    public static ParameterLayout of(List<Expr.Symbol> parameters, Map<String, Integer> sizes) {
        List<Block> blocks = new ArrayList<>();
        int start = 0;
        for (Expr.Symbol parameter : parameters) {
            Block block = block(parameter, sizes, start);
            blocks.add(block);
            start += block.count();
        }
        return new ParameterLayout(blocks, start);
    }

    /**
     * Refuses a model with a parameter that the solvers would take out of its set.
     *
     * @param fixed parameters that need no coordinates
     * @throws ModelException with one diagnostic for each such parameter
     */
    public static void requireKnown(Model model, Set<String> fixed) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (Declaration parameter : model.parameters()) {
            boolean isFixed = parameter.index().isEmpty() && fixed.contains(parameter.name());
            if (isFixed) {
                continue;
            }
            if (parameter.kind() == Declaration.Kind.SPD) {
                diagnostics.add(diagnostic(model, parameter, parameter.name() + " is declared positive definite"));
            }
            parameter
                    .condition()
                    .filter(condition -> !isPositivity(condition))
                    .ifPresent(condition -> diagnostics.add(diagnostic(
                            model,
                            parameter,
                            parameter.name() + " is declared with "
                                    + condition.operator().symbol())));
        }
        if (!diagnostics.isEmpty()) {
            throw new ModelException(diagnostics);
        }
    }

    private static boolean isPositivity(Declaration.Condition condition) {
        return condition.operator() == Formula.Operator.GREATER
                && condition.bound() instanceof Formula.NumberLiteral bound
                && bound.value().isZero();
    }

    private static Diagnostic diagnostic(Model model, Declaration parameter, String value) {
        String line = model.file()
                .text()
                .lines()
                .skip(parameter.span().line() - 1L)
                .findFirst()
                .orElse("");
        return new Diagnostic(
                ErrorCode.PARAMETER_SET,
                parameter.span(),
                value,
                "Minimisers move in unbounded coordinates: free, symmetric and diagonal entries themselves, positive ones"
                        + " as logarithms.",
                "Declare it free or > 0, and write the set into the loss, as in A*A' for a semidefinite matrix.",
                line);
    }

    private static Block block(Expr.Symbol parameter, Map<String, Integer> sizes, int start) {
        if (parameter.properties().contains(Property.POSITIVE_DEFINITE)) {
            throw new PreconditionException("a parameter must be free, symmetric, diagonal or positive; "
                    + parameter.name() + " is positive definite");
        }
        int rows = evaluate(parameter.shape().rows(), sizes);
        int columns = evaluate(parameter.shape().columns(), sizes);
        boolean isDiagonal = parameter.properties().contains(Property.DIAGONAL);
        boolean isSymmetric = parameter.properties().contains(Property.SYMMETRIC);
        List<int[]> places = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                boolean isWanted = isDiagonal ? i == j : !isSymmetric || j >= i;
                if (isWanted) {
                    places.add(new int[] {i * columns + j, isSymmetric ? j * columns + i : i * columns + j});
                }
            }
        }
        boolean isPositive = parameter.properties().contains(Property.POSITIVE);
        return new Block(
                parameter.name(),
                rows,
                columns,
                start,
                places.stream().mapToInt(p -> p[0]).toArray(),
                places.stream().mapToInt(p -> p[1]).toArray(),
                isPositive);
    }

    private static int evaluate(Size size, Map<String, Integer> sizes) {
        return size.evaluate(name -> {
            Integer value = sizes.get(name.toString());
            if (value == null) {
                throw new PreconditionException("every size needs a number, got none for " + name);
            }
            return value;
        });
    }

    /** The parameters at the given coordinates, by name. */
    public Map<String, Matrix> unpack(double[] coordinates) {
        requireDimension(coordinates);
        Map<String, Matrix> values = new LinkedHashMap<>();
        for (Block block : blocks) {
            double[] entries = new double[block.rows() * block.columns()];
            block.expand(coordinates, entries);
            values.put(block.name(), Matrix.of(block.rows(), block.columns(), entries));
        }
        return values;
    }

    /**
     * The coordinates of the given parameters; NaN or infinite where a positive parameter is not positive.
     *
     * @throws PreconditionException if a parameter is missing or has the wrong shape
     */
    public double[] pack(Map<String, Matrix> values) {
        double[] coordinates = new double[dimension];
        for (Block block : blocks) {
            Matrix value = values.get(block.name());
            if (value == null || value.rows() != block.rows() || value.columns() != block.columns()) {
                throw new PreconditionException(block.name() + " must be " + block.rows() + " x " + block.columns()
                        + ", got " + (value == null ? "nothing" : value.shape()));
            }
            block.contract(value, coordinates);
        }
        return coordinates;
    }

    private void requireDimension(double[] coordinates) {
        if (coordinates.length != dimension) {
            throw new PreconditionException(
                    "a point has " + dimension + " coordinates here, got " + coordinates.length);
        }
    }

    /**
     * The coordinates of one parameter.
     *
     * @param start the place of its first coordinate
     * @param places for each coordinate the entry that it sets
     * @param mirrors the entry that it sets too, or the same again
     * @param isLogarithmic whether entries are exponentials of coordinates
     */
    public record Block(
            String name, int rows, int columns, int start, int[] places, int[] mirrors, boolean isLogarithmic) {

        private static final double ROOT_HALF = Math.sqrt(0.5);

        /** Copies the arrays. */
        public Block {
            places = places.clone();
            mirrors = mirrors.clone();
        }

        /** A copy. */
        @Override
        public int[] places() {
            return places.clone();
        }

        /** A copy. */
        @Override
        public int[] mirrors() {
            return mirrors.clone();
        }

        /** The number of coordinates. */
        public int count() {
            return places.length;
        }

        private double weight(int c) {
            return places[c] == mirrors[c] || isLogarithmic ? 1 : ROOT_HALF;
        }

        /** Whether coordinates are the entries, row by row. */
        public boolean isPlain() {
            return !isLogarithmic && places.length == rows * columns && Arrays.equals(places, mirrors);
        }

        /** How fast an entry moves with its coordinate, at the given entries. */
        public double speed(int c, double[] entries) {
            return isLogarithmic ? entries[places[c]] : weight(c);
        }

        /** Coordinates to entries. */
        public void expand(double[] coordinates, double[] entries) {
            for (int c = 0; c < places.length; c++) {
                double x = coordinates[start + c];
                double entry = isLogarithmic ? Math.exp(x) : weight(c) * x;
                entries[places[c]] = entry;
                entries[mirrors[c]] = entry;
            }
        }

        private void contract(Matrix value, double[] coordinates) {
            for (int c = 0; c < places.length; c++) {
                double entry = value.get(places[c]);
                coordinates[start + c] = isLogarithmic ? Math.log(entry) : entry / weight(c);
            }
        }

        /** A direction in coordinates to one in entries, at the given entries. */
        public void push(double[] direction, double[] entries, double[] target) {
            for (int c = 0; c < places.length; c++) {
                double moved = direction[start + c] * (isLogarithmic ? entries[places[c]] : weight(c));
                target[places[c]] = moved;
                target[mirrors[c]] = moved;
            }
        }

        /** A gradient in entries to one in coordinates, at the given entries. */
        public void pull(double[] gradient, double[] entries, double[] target) {
            for (int c = 0; c < places.length; c++) {
                double sum = gradient[places[c]];
                if (mirrors[c] != places[c]) {
                    sum += gradient[mirrors[c]];
                }
                target[start + c] = sum * (isLogarithmic ? entries[places[c]] : weight(c));
            }
        }

        /** Adds what the curvature of the exponential contributes to the Hessian times the direction. */
        public void addCurvature(double[] gradient, double[] entries, double[] direction, double[] target) {
            for (int c = 0; isLogarithmic && c < places.length; c++) {
                double sum = gradient[places[c]];
                if (mirrors[c] != places[c]) {
                    sum += gradient[mirrors[c]];
                }
                target[start + c] += sum * entries[places[c]] * direction[start + c];
            }
        }
    }
}
