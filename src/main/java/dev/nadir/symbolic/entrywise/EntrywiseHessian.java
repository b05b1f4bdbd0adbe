package dev.nadir.symbolic.entrywise;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.symbolic.Derivation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gradient and Hessian at given sizes, entry by entry: the derivatives with respect to the entries of each parameter,
 * row by row; of a symmetric one those on and above the diagonal, each standing for its mirror image too; of a diagonal
 * one its diagonal.
 *
 * @param coordinates the entries, as in {@code W[1,2]}
 * @param gradient one scalar formula for each coordinate
 * @param hessian one scalar formula for each pair, by rows
 */
public record EntrywiseHessian(List<String> coordinates, List<Expr> gradient, List<List<Expr>> hessian) {

    /** A list of more formulas is read by nobody. */
    private static final int MOST_COORDINATES = 150;

    /** Copies the lists. */
    public EntrywiseHessian {
        coordinates = List.copyOf(coordinates);
        gradient = List.copyOf(gradient);
        hessian = hessian.stream().map(List::copyOf).toList();
    }

    /** An entry of a parameter with its mirror image. */
    private record Coordinate(Expr.Symbol parameter, int i, int j, boolean isMirrored) {

        String name() {
            return parameter.name() + EntryReader.place(parameter.shape(), i, j);
        }

        EntryPolynomial of(EntryMatrix matrix) {
            EntryPolynomial entry = matrix.at(i, j);
            return isMirrored ? entry.plus(matrix.at(j, i)) : entry;
        }

        EntryMatrix unit(int rows, int columns) {
            return EntryMatrix.of(
                    rows,
                    columns,
                    (k, l) -> (k == i && l == j) || (isMirrored && k == j && l == i)
                            ? EntryPolynomial.ONE
                            : EntryPolynomial.ZERO);
        }
    }

    /**
     * The entries at the given sizes.
     *
     * @param sizes by name; a family's name alone stands for all of its members that have no number of their own
     * @throws PreconditionException if a size has no number, there are too many coordinates, or an operation has no
     *     entries that can be written
     */
    public static EntrywiseHessian of(Derivation derivation, Map<String, Integer> sizes) {
        EntryReader reader =
                new EntryReader(size(sizes), Set.copyOf(derivation.directions().values()));
        List<Coordinate> coordinates = new ArrayList<>();
        derivation.gradient().keySet().forEach(parameter -> coordinates.addAll(coordinates(parameter, reader)));
        if (coordinates.size() > MOST_COORDINATES) {
            throw new PreconditionException(
                    "entries are written for at most " + MOST_COORDINATES + " coordinates, got " + coordinates.size());
        }
        Map<Expr.Symbol, EntryMatrix> gradients = new LinkedHashMap<>();
        derivation.gradient().forEach((parameter, gradient) -> gradients.put(parameter, reader.read(gradient)));
        List<Expr> gradient = new ArrayList<>();
        for (Coordinate coordinate : coordinates) {
            EntryMatrix its = gradients.get(coordinate.parameter());
            gradient.add(its == null ? zero() : coordinate.of(its).expression(reader.atoms()));
        }
        List<List<Expr>> columns = new ArrayList<>();
        for (int j = 0; j < coordinates.size(); j++) {
            columns.add(column(derivation, coordinates.get(j), coordinates.subList(0, j + 1), reader));
        }
        List<List<Expr>> rows = new ArrayList<>();
        for (int i = 0; i < coordinates.size(); i++) {
            List<Expr> row = new ArrayList<>();
            for (int j = 0; j < coordinates.size(); j++) {
                row.add(columns.get(Math.max(i, j)).get(Math.min(i, j)));
            }
            rows.add(row);
        }
        return new EntrywiseHessian(coordinates.stream().map(Coordinate::name).toList(), gradient, rows);
    }

    private static Expr zero() {
        return dev.nadir.expr.Exprs.literal(0);
    }

    /** The entries of a column down to the diagonal: those below are those beside it, second derivatives commute. */
    private static List<Expr> column(
            Derivation derivation, Coordinate column, List<Coordinate> coordinates, EntryReader reader) {
        Shape shape = column.parameter().shape();
        Expr.Symbol direction = derivation.directions().get(column.parameter());
        if (direction != null) {
            reader.move(direction, column.unit(reader.size(shape.rows()), reader.size(shape.columns())));
        }
        Map<Expr.Symbol, EntryMatrix> changes = new LinkedHashMap<>();
        Set<Expr.Symbol> wanted =
                coordinates.stream().map(Coordinate::parameter).collect(Collectors.toSet());
        derivation.hessianAlong().forEach((parameter, along) -> {
            if (wanted.contains(parameter)) {
                changes.put(parameter, reader.read(along));
            }
        });
        List<Expr> entries = new ArrayList<>();
        for (Coordinate row : coordinates) {
            EntryMatrix its = changes.get(row.parameter());
            entries.add(its == null ? zero() : row.of(its).expression(reader.atoms()));
        }
        return entries;
    }

    private static List<Coordinate> coordinates(Expr.Symbol parameter, EntryReader reader) {
        int rows = reader.size(parameter.shape().rows());
        int columns = reader.size(parameter.shape().columns());
        boolean isDiagonal = parameter.properties().contains(Property.DIAGONAL);
        boolean isSymmetric = parameter.isSymmetric() && !parameter.shape().isScalar();
        List<Coordinate> coordinates = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                boolean isWanted = isDiagonal ? i == j : !isSymmetric || j >= i;
                if (isWanted) {
                    coordinates.add(new Coordinate(parameter, i, j, isSymmetric && i != j));
                }
            }
        }
        return coordinates;
    }

    private static Function<Size, Integer> size(Map<String, Integer> sizes) {
        return size -> size.evaluate(name -> {
            Integer value = sizes.getOrDefault(name.toString(), sizes.get(name.name()));
            if (value == null) {
                throw new PreconditionException(
                        "entries need a number for every size, got none for " + name + "; give it by --size");
            }
            return value;
        });
    }
}
