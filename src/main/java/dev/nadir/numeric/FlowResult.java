package dev.nadir.numeric;

import java.util.List;
import java.util.Map;

/**
 * A gradient flow {@code dx/dt = -gradient}.
 *
 * @param times of the recorded samples
 * @param losses at those times
 * @param end where the flow was stopped, and why
 * @param drifts for each conserved quantity, by its text, the largest change along the flow relative to its size
 */
public record FlowResult(List<Double> times, List<Double> losses, Point end, Map<String, Double> drifts) {

    /** Copies the lists. */
    public FlowResult {
        times = List.copyOf(times);
        losses = List.copyOf(losses);
        drifts = Map.copyOf(drifts);
    }
}
