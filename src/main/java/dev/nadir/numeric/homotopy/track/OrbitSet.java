package dev.nadir.numeric.homotopy.track;

import dev.nadir.numeric.homotopy.PermutationGroup;
import dev.nadir.numeric.homotopy.SignGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * Points in the order in which they came, one for each orbit of permutations and changes of sign. Where a permutation leads
 * is looked up element by element; changes of sign have canonical points, on each coordinate subspace.
 */
public final class OrbitSet {

    private final PermutationGroup permutations;
    private final SignGroup signs;
    private final PointSet points = new PointSet();

    /** An empty set under a group; the changes of sign are those of the whole space. */
    public OrbitSet(PermutationGroup permutations, SignGroup signs) {
        this.permutations = permutations;
        this.signs = signs;
    }

    /** The index of a point of the same orbit, or -1. */
    public int find(double[] point) {
        if (permutations.isTrivial()) {
            return points.find(point);
        }
        for (PermutationGroup.Element element : permutations.elements()) {
            int at = points.find(canonical(element.apply(point)));
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    /** Adds a point, canonical under changes of sign; false if its orbit is there already. */
    public boolean add(double[] point) {
        return find(point) < 0 && points.add(point);
    }

    /** The points added. */
    public List<double[]> points() {
        return points.points();
    }

    /** The point of the orbit of changes of sign that stands for it. */
    public double[] canonical(double[] point) {
        List<Integer> kept = nonZero(point);
        double[] inside = signs.on(kept).canonical(Vectors.restrict(point, kept));
        return Vectors.extend(inside, kept, point.length / 2);
    }

    /** All points of an orbit, each once, the given one first. */
    public List<double[]> orbit(double[] point) {
        PointSet distinct = new PointSet();
        for (PermutationGroup.Element element : permutations.elements()) {
            double[] image = element.apply(point);
            List<Integer> kept = nonZero(image);
            for (double[] each : signs.on(kept).orbit(Vectors.restrict(image, kept))) {
                distinct.add(Vectors.extend(each, kept, image.length / 2));
            }
        }
        return distinct.points();
    }

    /** The unknowns that are not exactly zero. */
    public static List<Integer> nonZero(double[] point) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; 2 * i < point.length; i++) {
            if (point[2 * i] != 0 || point[2 * i + 1] != 0) {
                kept.add(i);
            }
        }
        return kept;
    }
}
