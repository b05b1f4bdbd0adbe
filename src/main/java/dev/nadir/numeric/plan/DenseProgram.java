package dev.nadir.numeric.plan;

import dev.nadir.numeric.evaluate.ParameterLayout;
import dev.nadir.numeric.evaluate.ParameterLayout.Block;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Fills a dense Hessian in coordinates, row by row, each row in one pass over memory. */
final class DenseProgram {

    private final ParameterLayout layout;
    /** By row and column; an empty place is filled by products. */
    private final @Nullable RowSource[][][] blocks;

    private final boolean[] isByProducts;
    private final double[][] entries;
    private final double[][] gradients;
    private final Coordinates[] coordinates;
    private final double[] buffer;
    private final double[] unit;
    private final double[] column;

    /** What is asked of a parameter again and again. */
    private record Coordinates(Block block, int[] places, int[] mirrors, boolean isPlain) {

        static Coordinates of(Block block) {
            return new Coordinates(block, block.places(), block.mirrors(), block.isPlain());
        }
    }

    DenseProgram(
            ParameterLayout layout,
            List<List<@Nullable List<RowSource>>> blocks,
            double[][] entries,
            double[][] gradients) {
        this.layout = layout;
        int count = blocks.size();
        this.blocks = new RowSource[count][count][];
        this.isByProducts = new boolean[count];
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                List<RowSource> sources = blocks.get(a).get(b);
                this.blocks[a][b] = sources == null ? null : sources.toArray(new RowSource[0]);
                this.isByProducts[b] |= sources == null;
            }
        }
        this.entries = entries;
        this.gradients = gradients;
        this.coordinates = layout.blocks().stream().map(Coordinates::of).toArray(Coordinates[]::new);
        this.buffer = new double
                [layout.blocks().stream()
                        .mapToInt(b -> b.rows() * b.columns())
                        .max()
                        .orElse(0)];
        this.unit = new double[needsProducts() ? layout.dimension() : 0];
        this.column = new double[unit.length];
    }

    /** Whether a block has to be filled by products with directions. */
    boolean needsProducts() {
        for (boolean each : isByProducts) {
            if (each) {
                return true;
            }
        }
        return false;
    }

    /**
     * Fills the Hessian from what the plan has computed.
     *
     * @param product writes the Hessian times its first argument into its second
     */
    void fill(double[] target, BiConsumer<double[], double[]> product) {
        int n = layout.dimension();
        for (int a = 0; a < coordinates.length; a++) {
            for (int c = 0; c < coordinates[a].places().length; c++) {
                int start = (coordinates[a].block().start() + c) * n;
                Arrays.fill(target, start, start + n, 0);
                for (int b = 0; b < coordinates.length; b++) {
                    addRow(a, c, b, target, start + coordinates[b].block().start());
                }
                if (blocks[a][a] != null) {
                    addCurvature(a, c, target, start);
                }
            }
        }
        for (int b = 0; b < coordinates.length; b++) {
            fillColumns(b, target, product);
        }
    }

    /** Row {@code c} of the block of parameters {@code a} and {@code b}; nothing where there are only products. */
    private void addRow(int a, int c, int b, double[] target, int start) {
        RowSource[] sources = blocks[a][b];
        if (sources == null) {
            return;
        } else if (coordinates[b].isPlain()) {
            for (RowSource source : sources) {
                addEntries(source, a, c, target, start);
            }
            return;
        }
        Coordinates moved = coordinates[b];
        Arrays.fill(buffer, 0, entries[b].length, 0);
        for (RowSource source : sources) {
            addEntries(source, a, c, buffer, 0);
        }
        for (int d = 0; d < moved.places().length; d++) {
            double sum = buffer[moved.places()[d]];
            if (moved.mirrors()[d] != moved.places()[d]) {
                sum += buffer[moved.mirrors()[d]];
            }
            target[start + d] += sum * moved.block().speed(d, entries[b]);
        }
    }

    /** Adds the row with respect to the entries of the other parameter. */
    private void addEntries(RowSource source, int a, int c, double[] target, int start) {
        Coordinates its = coordinates[a];
        int width = its.block().columns();
        double factor = its.isPlain() ? 1 : its.block().speed(c, entries[a]);
        int place = its.places()[c];
        int mirror = its.mirrors()[c];
        source.add(place / width, place % width, factor, target, start);
        if (mirror != place) {
            source.add(mirror / width, mirror % width, factor, target, start);
        }
    }

    /** What the curvature of an exponential adds. */
    private void addCurvature(int a, int c, double[] target, int start) {
        Coordinates row = coordinates[a];
        if (row.block().isLogarithmic()) {
            target[start + row.block().start() + c] += row.block().curvature(c, gradients[a], entries[a]);
        }
    }

    private void fillColumns(int b, double[] target, BiConsumer<double[], double[]> product) {
        for (int d = 0; isByProducts[b] && d < coordinates[b].places().length; d++) {
            int place = coordinates[b].block().start() + d;
            unit[place] = 1;
            product.accept(unit, column);
            unit[place] = 0;
            for (int a = 0; a < coordinates.length; a++) {
                Block block = coordinates[a].block();
                for (int i = block.start(); blocks[a][b] == null && i < block.start() + block.count(); i++) {
                    target[i * unit.length + place] = column[i];
                }
            }
        }
    }
}
