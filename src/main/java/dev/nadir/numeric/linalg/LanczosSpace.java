package dev.nadir.numeric.linalg;

import java.util.random.RandomGenerator;

/** A Hermitian operator, and the inner product of the vectors that it acts on, for {@link Lanczos}. */
interface LanczosSpace {

    /** The numbers that a vector has: twice its entries if they are complex, real parts first. */
    int length();

    /** The most orthogonal vectors that there are. */
    int dimension();

    /** Writes the operator's image of x into y. */
    void apply(double[] x, double[] y);

    /** Takes from w its part along the unit vector v; returns the real part of their inner product. */
    double remove(double[] v, double[] w);

    /** A random vector, uniform in its direction. */
    default double[] random(RandomGenerator generator) {
        double[] vector = new double[length()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = generator.nextGaussian();
        }
        return vector;
    }

    /** Real symmetric matrices, row by row. */
    record Symmetric(int dimension, double[] matrix) implements LanczosSpace {

        @Override
        public int length() {
            return dimension;
        }

        @Override
        public void apply(double[] x, double[] y) {
            int n = dimension;
            double[] a = matrix;
            java.util.Arrays.fill(y, 0);
            int j = 0;
            // Rows are columns. Four at once are added to the image, which the compiler vectorises.
            for (; j < n - 3; j += 4) {
                int p0 = j * n;
                int p1 = p0 + n;
                int p2 = p1 + n;
                int p3 = p2 + n;
                double x0 = x[j];
                double x1 = x[j + 1];
                double x2 = x[j + 2];
                double x3 = x[j + 3];
                for (int i = 0; i < n; i++) {
                    y[i] += x0 * a[p0 + i] + x1 * a[p1 + i] + x2 * a[p2 + i] + x3 * a[p3 + i];
                }
            }
            for (; j < n; j++) {
                for (int i = 0; i < n; i++) {
                    y[i] += x[j] * a[j * n + i];
                }
            }
        }

        @Override
        public double remove(double[] v, double[] w) {
            double product = Vectors.dot(v, w);
            Vectors.axpy(-product, v, w);
            return product;
        }
    }

    /** Complex Hermitian matrices, real and imaginary parts row by row. */
    record Hermitian(int dimension, double[] real, double[] imaginary) implements LanczosSpace {

        @Override
        public int length() {
            return 2 * dimension;
        }

        @Override
        public void apply(double[] x, double[] y) {
            int n = dimension;
            double[] yr = new double[n];
            double[] yi = new double[n];
            int j = 0;
            // The j-th column is the conjugate of the j-th row.
            for (; j < n - 1; j += 2) {
                add(x, j, yr, yi);
            }
            for (; j < n; j++) {
                for (int i = 0; i < n; i++) {
                    yr[i] += x[j] * real[j * n + i] + x[n + j] * imaginary[j * n + i];
                    yi[i] += x[n + j] * real[j * n + i] - x[j] * imaginary[j * n + i];
                }
            }
            System.arraycopy(yr, 0, y, 0, n);
            System.arraycopy(yi, 0, y, n, n);
        }

        private void add(double[] x, int j, double[] yr, double[] yi) {
            int n = dimension;
            double[] re = real;
            double[] im = imaginary;
            int p = j * n;
            int q = p + n;
            double xr0 = x[j];
            double xi0 = x[n + j];
            double xr1 = x[j + 1];
            double xi1 = x[n + j + 1];
            for (int i = 0; i < n; i++) {
                yr[i] += xr0 * re[p + i] + xi0 * im[p + i] + xr1 * re[q + i] + xi1 * im[q + i];
                yi[i] += xi0 * re[p + i] - xr0 * im[p + i] + xi1 * re[q + i] - xr1 * im[q + i];
            }
        }

        @Override
        public double remove(double[] v, double[] w) {
            int n = dimension;
            double re = Vectors.dot(v, w);
            double im0 = 0;
            double im1 = 0;
            int i = 0;
            for (; i < n - 1; i += 2) {
                im0 += v[i] * w[n + i] - v[n + i] * w[i];
                im1 += v[i + 1] * w[n + i + 1] - v[n + i + 1] * w[i + 1];
            }
            for (; i < n; i++) {
                im0 += v[i] * w[n + i] - v[n + i] * w[i];
            }
            double im = im0 + im1;
            for (int k = 0; k < n; k++) {
                double vr = v[k];
                double vi = v[n + k];
                w[k] -= re * vr - im * vi;
                w[n + k] -= re * vi + im * vr;
            }
            return re;
        }
    }
}
