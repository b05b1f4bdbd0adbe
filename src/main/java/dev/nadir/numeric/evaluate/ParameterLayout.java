package dev.nadir.numeric.evaluate;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.symbolic.Landscape.Constraint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How parameters lie in one array of unbounded coordinates: in the order of the file, each row by row. Of a parameter
 * with a bound, such as {@code > 0}, the coordinates are the logarithms of how far its entries are from the bound, of a
 * symmetric one the entries on and above the diagonal (those above times the square root of two, so that lengths are
 * kept), of a diagonal one its diagonal. A positive definite one, and one with orthonormal columns, has a curved chart
 * on top, whose coordinates take the place of these.
 *
 * @param blocks one per parameter
 * @param charts one per parameter, empty where its block is enough
 * @param dimension the number of coordinates
 */
public record ParameterLayout(List<Block> blocks, List<Optional<Chart>> charts, int dimension) {

    /** Copies the lists. */
    public ParameterLayout {
        blocks = List.copyOf(blocks);
        charts = List.copyOf(charts);
    }

    /**
     * What is known of parameters beyond their symbols.
     *
     * @param declarations with their bounds
     * @param constraints those with orthonormal columns are kept
     */
    public record Sets(List<Declaration> declarations, List<Constraint> constraints) {

        /** Copies the lists. */
        public Sets {
            declarations = List.copyOf(declarations);
            constraints = List.copyOf(constraints);
        }

        private Optional<Declaration.Condition> condition(Expr.Symbol parameter) {
            int bracket = parameter.name().indexOf('[');
            String name = bracket < 0 ? parameter.name() : parameter.name().substring(0, bracket);
            return declarations.stream()
                    .filter(declaration -> declaration.name().equals(name))
                    .findFirst()
                    .flatMap(Declaration::condition);
        }

        private boolean isOrthonormal(Expr.Symbol parameter) {
            return constraints.stream()
                    .anyMatch(constraint -> constraint instanceof Constraint.OrthonormalColumns columns
                            && columns.parameter().equals(parameter));
        }
    }

    /**
     * The layout of the given parameters at the given sizes.
     *
     * @throws PreconditionException for orthonormal columns that are longer in number than in length, and for a bound
     *     that no coordinates keep
     */
    public static ParameterLayout of(List<Expr.Symbol> parameters, Map<String, Integer> sizes, Sets sets) {
        List<Block> blocks = new ArrayList<>();
        List<Optional<Chart>> charts = new ArrayList<>();
        int start = 0;
        for (Expr.Symbol parameter : parameters) {
            Block block = block(parameter, sizes, start, sets.condition(parameter));
            blocks.add(block);
            charts.add(chart(parameter, block, sets));
            start += block.count();
        }
        return new ParameterLayout(blocks, charts, start);
    }

    private static Optional<Chart> chart(Expr.Symbol parameter, Block block, Sets sets) {
        if (sets.isOrthonormal(parameter)) {
            if (parameter.isSymmetric() || block.isLogarithmic() || block.rows() < block.columns()) {
                throw new PreconditionException("orthonormal columns must be at most as many as rows, of a matrix with"
                        + " no other property; " + parameter.name() + " is " + block.rows() + " x " + block.columns()
                        + (parameter.isSymmetric() ? " and symmetric" : "")
                        + (block.isLogarithmic() ? " with a bound" : ""));
            }
            return Optional.of(new PolarChart(block.rows(), block.columns()));
        }
        return parameter.properties().contains(Property.POSITIVE_DEFINITE)
                ? Optional.of(new CholeskyChart(block.rows()))
                : Optional.empty();
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
            parameter
                    .condition()
                    .filter(condition -> parameter.kind() == Declaration.Kind.SPD
                            || bound(condition).isEmpty())
                    .ifPresent(condition -> diagnostics.add(diagnostic(
                            model,
                            parameter,
                            parameter.name() + " is declared "
                                    + (parameter.kind() == Declaration.Kind.SPD
                                            ? "positive definite and with "
                                            : "with ")
                                    + condition.operator().symbol())));
        }
        if (!diagnostics.isEmpty()) {
            throw new ModelException(diagnostics);
        }
    }

    /** The number that every entry is above, or below: of an open set, and known without data. */
    private static Optional<Bound> bound(Declaration.Condition condition) {
        int side = condition.operator() == Formula.Operator.GREATER
                ? 1
                : condition.operator() == Formula.Operator.LESS ? -1 : 0;
        return side == 0 ? Optional.empty() : condition.number().map(value -> new Bound(side, value.round()));
    }

    /** One side of a number. */
    private record Bound(int side, double value) {}

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
                "Minimisers move in unbounded coordinates, which a set with a boundary, or a bound made of data, has not.",
                "Declare it free, spd, or > or < a number, and write another set into the loss, as in A*A' for a"
                        + " semidefinite matrix.",
                line);
    }

    private static Block block(
            Expr.Symbol parameter, Map<String, Integer> sizes, int start, Optional<Declaration.Condition> condition) {
        int rows = parameter.shape().rows().evaluate(sizes);
        int columns = parameter.shape().columns().evaluate(sizes);
        boolean isDiagonal = parameter.properties().contains(Property.DIAGONAL);
        boolean isSymmetric = !isDiagonal && !parameter.shape().isScalar() && parameter.isSymmetric();
        List<int[]> places = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                boolean isWanted = isDiagonal ? i == j : !isSymmetric || j >= i;
                if (isWanted) {
                    places.add(new int[] {i * columns + j, isSymmetric ? j * columns + i : i * columns + j});
                }
            }
        }
        Bound bound = condition
                .map(declared -> bound(declared)
                        .orElseThrow(() -> new PreconditionException("a bound must be > or < a number; "
                                + parameter.name() + " is declared with "
                                + declared.operator().symbol())))
                .orElseGet(() -> new Bound(parameter.properties().contains(Property.POSITIVE) ? 1 : 0, 0));
        return new Block(
                parameter.name(),
                rows,
                columns,
                start,
                places.stream().mapToInt(p -> p[0]).toArray(),
                places.stream().mapToInt(p -> p[1]).toArray(),
                bound.side(),
                bound.value());
    }

    /** The parameters at the given coordinates, by name. */
    public Map<String, Matrix> unpack(double[] coordinates) {
        requireDimension(coordinates);
        Map<String, Matrix> values = new LinkedHashMap<>();
        double[] z = flat(coordinates);
        for (Block block : blocks) {
            double[] entries = new double[block.rows() * block.columns()];
            block.expand(z, entries);
            values.put(block.name(), Matrix.of(block.rows(), block.columns(), entries));
        }
        return values;
    }

    /**
     * The coordinates of the given parameters; NaN or infinite where a parameter does not lie in its set.
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
        return onCharts(coordinates, (chart, own, other) -> chart.coordinates(own), coordinates);
    }

    /**
     * Whether lengths in coordinates are those of entries, at what {@link #pack} gives: then gradient flow in coordinates
     * is gradient flow of the parameters on their set, in the metric of the Frobenius norm.
     */
    public boolean isIsometric() {
        return blocks.stream().noneMatch(Block::isLogarithmic)
                && charts.stream().flatMap(Optional::stream).allMatch(PolarChart.class::isInstance);
    }

    /** Whether every coordinate is that of an entry, or of its logarithm. */
    public boolean isFlat() {
        // Asked at every evaluation, which allocates nothing: no stream.
        for (int k = 0; k < charts.size(); k++) {
            if (charts.get(k).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Velocities of coordinates that move the parameters with the given velocities of entries.
     *
     * @param x where they move; on the charts of orthonormal columns a point that {@link #pack} gave
     * @param velocities by name, tangent to the set of their parameter; zero where there is none
     */
    public double[] velocity(double[] x, Map<String, Matrix> velocities) {
        double[] flat = new double[dimension];
        Map<String, Matrix> point = unpack(x);
        for (Block block : blocks) {
            Matrix velocity = velocities.get(block.name());
            Matrix value = point.get(block.name());
            if (velocity != null && value != null) {
                block.velocity(velocity, value, flat);
            }
        }
        return onCharts(x, Chart::lift, flat);
    }

    /** The coordinates of the blocks, in which those of the charts are carried out; the same array without charts. */
    public double[] flat(double[] x) {
        requireDimension(x);
        return isFlat() ? x : onCharts(x, (chart, own, other) -> chart.point(own), x);
    }

    /** A direction in coordinates as one in those of the blocks. */
    public double[] push(double[] x, double[] direction) {
        return isFlat() ? direction : onCharts(x, Chart::push, direction);
    }

    /** A gradient in the coordinates of the blocks as one in coordinates. */
    public double[] pull(double[] x, double[] gradient) {
        return isFlat() ? gradient : onCharts(x, Chart::pull, gradient);
    }

    /** What the curvature of the charts adds to the Hessian times a direction. */
    public void addBend(double[] x, double[] direction, double[] gradient, double[] target) {
        for (int k = 0; k < blocks.size(); k++) {
            Optional<Chart> chart = charts.get(k);
            if (chart.isPresent()) {
                Block block = blocks.get(k);
                add(chart.get().bend(block.own(x), block.own(direction), block.own(gradient)), 1, block, target);
            }
        }
    }

    /** Zero where {@link #pack} leads, positive elsewhere: what holds the coordinates that a set does not need. */
    public double excess(double[] x) {
        double sum = 0;
        for (int k = 0; k < blocks.size(); k++) {
            sum += charts.get(k).isPresent()
                    ? charts.get(k).get().excess(blocks.get(k).own(x))
                    : 0;
        }
        return sum;
    }

    /** How many more coordinates there are than the sets have dimensions. */
    public int excessCount() {
        return charts.stream()
                .flatMap(Optional::stream)
                .mapToInt(Chart::excessCount)
                .sum();
    }

    /** Adds a multiple of the gradient of the excess. */
    public void addExcessGradient(double[] x, double factor, double[] target) {
        for (int k = 0; k < blocks.size(); k++) {
            Optional<Chart> chart = charts.get(k);
            if (chart.isPresent()) {
                add(chart.get().excessGradient(blocks.get(k).own(x)), factor, blocks.get(k), target);
            }
        }
    }

    /** Adds a multiple of the Hessian of the excess times a direction. */
    public void addExcessTimes(double[] x, double[] direction, double factor, double[] target) {
        for (int k = 0; k < blocks.size(); k++) {
            Optional<Chart> chart = charts.get(k);
            if (chart.isPresent()) {
                Block block = blocks.get(k);
                add(chart.get().excessTimes(block.own(x), block.own(direction)), factor, block, target);
            }
        }
    }

    private static void add(double[] values, double factor, Block block, double[] target) {
        for (int c = 0; c < values.length; c++) {
            target[block.start() + c] += factor * values[c];
        }
    }

    /** What a chart makes of its part of two arrays. */
    private interface Part {
        double[] of(Chart chart, double[] x, double[] other);
    }

    /** The second array with the parts of the charts replaced. */
    private double[] onCharts(double[] x, Part part, double[] other) {
        double[] result = other.clone();
        for (int k = 0; k < blocks.size(); k++) {
            Optional<Chart> chart = charts.get(k);
            if (chart.isPresent()) {
                Block block = blocks.get(k);
                double[] replaced = part.of(chart.get(), block.own(x), block.own(other));
                System.arraycopy(replaced, 0, result, block.start(), replaced.length);
            }
        }
        return result;
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
     * @param side 1 where entries are above a bound by exponentials of coordinates, -1 where below, 0 without a bound
     */
    public record Block(
            String name, int rows, int columns, int start, int[] places, int[] mirrors, int side, double bound) {

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

        /** Whether coordinates are logarithms of the distance from a bound. */
        public boolean isLogarithmic() {
            return side != 0;
        }

        private double weight(int c) {
            return places[c] == mirrors[c] || isLogarithmic() ? 1 : ROOT_HALF;
        }

        private double[] own(double[] all) {
            return Arrays.copyOfRange(all, start, start + places.length);
        }

        /** Whether coordinates are the entries, row by row. */
        public boolean isPlain() {
            return !isLogarithmic() && places.length == rows * columns && Arrays.equals(places, mirrors);
        }

        /** How fast an entry moves with its coordinate, at the given entries. */
        public double speed(int c, double[] entries) {
            return isLogarithmic() ? entries[places[c]] - bound : weight(c);
        }

        /** Coordinates to entries. */
        public void expand(double[] coordinates, double[] entries) {
            for (int c = 0; c < places.length; c++) {
                double x = coordinates[start + c];
                double entry = isLogarithmic() ? bound + side * Math.exp(x) : weight(c) * x;
                entries[places[c]] = entry;
                entries[mirrors[c]] = entry;
            }
        }

        private void contract(Matrix value, double[] coordinates) {
            for (int c = 0; c < places.length; c++) {
                double entry = value.get(places[c]);
                coordinates[start + c] = isLogarithmic() ? Math.log(side * (entry - bound)) : entry / weight(c);
            }
        }

        private void velocity(Matrix velocity, Matrix value, double[] target) {
            for (int c = 0; c < places.length; c++) {
                double slope = isLogarithmic() ? value.get(places[c]) - bound : weight(c);
                target[start + c] = velocity.get(places[c]) / slope;
            }
        }

        /** A direction in coordinates to one in entries, at the given entries. */
        public void push(double[] direction, double[] entries, double[] target) {
            for (int c = 0; c < places.length; c++) {
                double moved = direction[start + c] * speed(c, entries);
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
                target[start + c] = sum * speed(c, entries);
            }
        }

        /** Adds what the curvature of the exponential contributes to the Hessian times the direction. */
        public void addCurvature(double[] gradient, double[] entries, double[] direction, double[] target) {
            for (int c = 0; isLogarithmic() && c < places.length; c++) {
                target[start + c] += curvature(c, gradient, entries) * direction[start + c];
            }
        }

        /** What the curvature of the exponential adds to the Hessian on its diagonal; 0 without a bound. */
        public double curvature(int c, double[] gradient, double[] entries) {
            double sum = gradient[places[c]];
            if (mirrors[c] != places[c]) {
                sum += gradient[mirrors[c]];
            }
            return isLogarithmic() ? sum * (entries[places[c]] - bound) : 0;
        }
    }
}
