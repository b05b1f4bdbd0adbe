package dev.nadir.evidence.verify;

import dev.nadir.model.Formula;
import dev.nadir.numeric.evaluate.ParameterLayout;
import dev.nadir.numeric.evaluate.ParameterLayout.Block;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Where a gradient flow begins: {@code gaussian(scale = s)}, independent normal entries, or {@code balanced(scale = s)},
 * a chain of matrices whose neighbours share singular values and vectors (AroraCohenHazan2018).
 */
final class FlowStart {

    private static final double SCALE = 0.1;

    private FlowStart() {}

    static double[] of(Optional<Formula> from, ParameterLayout layout, RandomGenerator random) {
        double scale = from.filter(Formula.Call.class::isInstance)
                .map(call -> ((Formula.Call) call).options().get("scale"))
                .filter(Formula.NumberLiteral.class::isInstance)
                .map(number -> ((Formula.NumberLiteral) number).value().round())
                .orElse(SCALE);
        boolean isBalanced =
                from.map(FlowStart::word).filter("balanced"::equals).isPresent();
        if (isBalanced && isChain(layout.blocks())) {
            return layout.pack(balanced(layout.blocks(), scale, random));
        }
        double[] drawn = RandomMatrices.gaussian(layout.dimension(), 1, random)
                .scaled(scale)
                .toArray();
        // On the set itself the flow of the coordinates of orthonormal columns is that of the parameters.
        return layout.isFlat() ? drawn : layout.pack(layout.unpack(drawn));
    }

    private static String word(Formula from) {
        if (from instanceof Formula.Call call) {
            return call.function();
        }
        return from instanceof Formula.Name name ? name.name() : "";
    }

    private static boolean isChain(List<Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            boolean isLinked = i == 0 || block.columns() == blocks.get(i - 1).rows();
            if (!isLinked || block.isLogarithmic() || block.count() != block.rows() * block.columns()) {
                return false;
            }
        }
        return true;
    }

    /** Every matrix maps the leading directions of the layer before it to those of its own, all with the same factor. */
    private static Map<String, Matrix> balanced(List<Block> blocks, double scale, RandomGenerator random) {
        int rank = blocks.get(0).columns();
        for (Block block : blocks) {
            rank = Math.min(rank, block.rows());
        }
        int[] leading = new int[rank];
        for (int i = 0; i < rank; i++) {
            leading[i] = i;
        }
        Matrix before = frame(blocks.get(0).columns(), leading, random);
        Map<String, Matrix> start = new LinkedHashMap<>();
        for (Block block : blocks) {
            Matrix after = frame(block.rows(), leading, random);
            start.put(block.name(), after.times(before.transpose()).scaled(scale));
            before = after;
        }
        return start;
    }

    private static Matrix frame(int size, int[] leading, RandomGenerator random) {
        int[] all = new int[size];
        for (int i = 0; i < size; i++) {
            all[i] = i;
        }
        return RandomMatrices.orthogonal(size, random).select(all, leading);
    }
}
