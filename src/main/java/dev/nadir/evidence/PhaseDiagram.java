package dev.nadir.evidence;

import java.util.List;

/**
 * How the global minimum changes its kind as one number of the data grows. The order parameter is the product of the norms
 * of the parameters that vanish in one phase and not in the other: for factors of one map, the strength of the map.
 *
 * @param instance whose other data stay as they are
 * @param name of the number
 * @param parameters that vanish in one phase
 * @param threshold where they do
 * @param below the order parameter on the near side of the threshold
 * @param above the order parameter on the far side
 * @param derived the order parameter by the derived closed form, ascending by the number, in one piece for each phase
 * @param found the order parameter at the lowest point that minimisers found
 * @param runs of a minimiser for each point found
 * @param worstGap the largest difference of the loss found and the derived one, relative to the loss
 */
public record PhaseDiagram(
        String instance,
        String name,
        List<String> parameters,
        double threshold,
        double below,
        double above,
        List<List<Curve.Place>> derived,
        List<Curve.Place> found,
        int runs,
        double worstGap) {

    /** A side of the threshold that is smaller than this share of the largest value is no jump. */
    private static final double JUMP = 0.02;

    /** Copies the lists. */
    public PhaseDiagram {
        parameters = List.copyOf(parameters);
        derived = derived.stream().map(List::copyOf).toList();
        found = List.copyOf(found);
    }

    /** Whether the order parameter jumps at the threshold. */
    public boolean isJump() {
        double most = derived.stream()
                .flatMap(List::stream)
                .mapToDouble(Curve.Place::value)
                .max()
                .orElse(0);
        return Math.abs(above - below) > JUMP * most;
    }
}
