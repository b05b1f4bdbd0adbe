package dev.nadir.numeric.homotopy.track;

import dev.nadir.numeric.homotopy.Complex;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Interleaved complex vectors: made, converted, put on and taken off projective space. */
public final class Vectors {

    private Vectors() {}

    /** Independent complex normal numbers of mean square one. */
    public static double[] random(int size, RandomGenerator generator) {
        double[] out = new double[2 * size];
        for (int i = 0; i < out.length; i++) {
            out[i] = generator.nextGaussian() * Math.sqrt(0.5);
        }
        return out;
    }

    /** With a homogenising coordinate of one behind. */
    public static double[] homogeneous(double[] point) {
        double[] out = java.util.Arrays.copyOf(point, point.length + 2);
        out[point.length] = 1;
        return out;
    }

    /** Divided by the homogenising coordinate, which is dropped. */
    public static double[] affine(double[] point) {
        int n = point.length - 2;
        double re = point[n];
        double im = point[n + 1];
        double square = re * re + im * im;
        double[] out = new double[n];
        for (int i = 0; i < n; i += 2) {
            out[i] = (point[i] * re + point[i + 1] * im) / square;
            out[i + 1] = (point[i + 1] * re - point[i] * im) / square;
        }
        return out;
    }

    /** The entries of the given unknowns. */
    public static double[] restrict(double[] point, List<Integer> kept) {
        double[] out = new double[2 * kept.size()];
        for (int i = 0; i < kept.size(); i++) {
            out[2 * i] = point[2 * kept.get(i)];
            out[2 * i + 1] = point[2 * kept.get(i) + 1];
        }
        return out;
    }

    /** Zero but for the given unknowns. */
    public static double[] extend(double[] point, List<Integer> kept, int unknowns) {
        double[] out = new double[2 * unknowns];
        for (int i = 0; i < kept.size(); i++) {
            out[2 * kept.get(i)] = point[2 * i];
            out[2 * kept.get(i) + 1] = point[2 * i + 1];
        }
        return out;
    }

    /** The complex numbers of an interleaved vector. */
    public static List<Complex> numbers(double[] point) {
        List<Complex> out = new ArrayList<>();
        for (int i = 0; i < point.length; i += 2) {
            out.add(new Complex(point[i], point[i + 1]));
        }
        return out;
    }

    /** The interleaved vector of complex numbers. */
    public static double[] array(List<Complex> numbers) {
        double[] out = new double[2 * numbers.size()];
        for (int i = 0; i < numbers.size(); i++) {
            out[2 * i] = numbers.get(i).real();
            out[2 * i + 1] = numbers.get(i).imaginary();
        }
        return out;
    }

    /** One vector behind the other. */
    public static double[] join(double[] first, double[] second) {
        double[] out = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, out, first.length, second.length);
        return out;
    }
}
