package dev.nadir.numeric.critical;

import dev.nadir.base.PreconditionException;
import dev.nadir.numeric.StartLaw;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Starts for critical points of every kind: they differ in size, since saddles are often nearer to zero than minima, and
 * in rank, since a search that starts near matrices of lower rank tends to end at some.
 */
public final class CriticalStarts {

    /** Sizes are spread evenly, in logarithms, over this factor around the scale. */
    private static final double SIZES = 10;

    /** Entries off the low-rank part, as a share of the scale. */
    private static final double OFF = 0.01;

    private CriticalStarts() {}

    /**
     * One parameter of the model: the coordinates are its entries, row by row, parameter after parameter.
     *
     * @param rows at least 1
     * @param columns at least 1
     */
    public record Block(int rows, int columns) {
        /** Checks the sizes. */
        public Block {
            if (rows < 1 || columns < 1) {
                throw new PreconditionException("a block must have entries, got " + rows + " x " + columns);
            }
        }
    }

    /**
     * Normal entries of a random size about {@code scale}; in every other start, each block of more than one row and
     * column is near a matrix of a random rank, which may be 0.
     */
    public static StartLaw ofAllSizesAndRanks(List<Block> blocks, double scale) {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new PreconditionException("the scale of the starts must be > 0 and finite, got " + scale);
        }
        List<Block> copy = List.copyOf(blocks);
        int total =
                copy.stream().mapToInt(block -> block.rows() * block.columns()).sum();
        return (dimension, random) -> {
            if (dimension != total) {
                throw new PreconditionException(
                        "the blocks must have " + dimension + " entries together, got " + total);
            }
            double size = scale * Math.pow(SIZES, random.nextDouble() - 0.5);
            boolean isLowRank = random.nextBoolean();
            double[] start = new double[dimension];
            int next = 0;
            for (Block block : copy) {
                double[] entries = entries(block, size, isLowRank, random).toArray();
                System.arraycopy(entries, 0, start, next, entries.length);
                next += entries.length;
            }
            return start;
        };
    }

    private static Matrix entries(Block block, double size, boolean isLowRank, RandomGenerator random) {
        int rows = block.rows();
        int columns = block.columns();
        Matrix full = RandomMatrices.gaussian(rows, columns, random);
        if (!isLowRank || Math.min(rows, columns) == 1) {
            return full.scaled(size);
        }
        int rank = random.nextInt(Math.min(rows, columns) + 1);
        Matrix noise = full.scaled(OFF * size);
        if (rank == 0) {
            return noise;
        }
        // Scaled so that an entry of the product has the size of one normal entry.
        return RandomMatrices.gaussian(rows, rank, random)
                .times(RandomMatrices.gaussian(rank, columns, random))
                .scaled(size / Math.sqrt(rank))
                .plus(noise);
    }
}
