package dev.nadir.numeric.linalg;

import dev.nadir.base.Kernel;

/**
 * A Hermitian matrix as {@code Q*T*Q^H} with T real, symmetric and tridiagonal: reflections, then phases that make the
 * entries beside the diagonal real (GolubVanLoan2013, section 8.3, for complex matrices).
 */
final class HermitianTridiagonal {

    private final int n;
    private final double[] re;
    private final double[] im;

    /** The reflections' vectors in the columns that they clear, below the diagonal, with squared norm two. */
    private final double[][] vectorsRe;

    private final double[][] vectorsIm;
    private final double[] phaseRe;
    private final double[] phaseIm;
    private final double[] diagonal;
    private final double[] beside;

    HermitianTridiagonal(HermitianMatrix matrix) {
        this.n = matrix.size();
        this.re = matrix.real().toArray();
        this.im = matrix.imaginary().toArray();
        this.vectorsRe = new double[n][];
        this.vectorsIm = new double[n][];
        this.phaseRe = new double[n];
        this.phaseIm = new double[n];
        this.diagonal = new double[n];
        this.beside = new double[n];
    }

    /** Reduces, and returns T. */
    Matrix reduce() {
        phaseRe[0] = 1;
        for (int k = 0; k < n; k++) {
            diagonal[k] = re[k * n + k];
            if (k + 1 < n) {
                reflect(k);
            }
        }
        double[] t = new double[n * n];
        for (int k = 0; k < n; k++) {
            t[k * n + k] = diagonal[k];
            if (k + 1 < n) {
                t[k * n + k + 1] = beside[k];
                t[(k + 1) * n + k] = beside[k];
            }
        }
        return Matrix.wrap(n, n, t);
    }

    /** Clears column k below the place beside the diagonal. */
    @Kernel("GolubVanLoan2013")
    private void reflect(int k) {
        double[] vr = new double[n];
        double[] vi = new double[n];
        for (int i = k + 1; i < n; i++) {
            vr[i] = re[i * n + k];
            vi[i] = im[i * n + k];
        }
        double norm = Math.hypot(Vectors.norm(vr), Vectors.norm(vi));
        double head = Math.hypot(vr[k + 1], vi[k + 1]);
        double cr = head == 0 ? 1 : vr[k + 1] / head;
        double ci = head == 0 ? 0 : vi[k + 1] / head;
        boolean isLast = k + 2 >= n;
        // A reflection takes the column to -(c)*norm, c being the phase of its head; the last column needs none.
        double sign = isLast ? 1 : -1;
        beside[k] = norm;
        phaseRe[k + 1] = sign * (phaseRe[k] * cr - phaseIm[k] * ci);
        phaseIm[k + 1] = sign * (phaseRe[k] * ci + phaseIm[k] * cr);
        if (isLast || norm == 0) {
            if (norm == 0) {
                phaseRe[k + 1] = 1;
                phaseIm[k + 1] = 0;
            }
            return;
        }
        vr[k + 1] += cr * norm;
        vi[k + 1] += ci * norm;
        double scale = Math.sqrt(2) / Math.hypot(Vectors.norm(vr), Vectors.norm(vi));
        Vectors.scale(scale, vr);
        Vectors.scale(scale, vi);
        vectorsRe[k] = vr;
        vectorsIm[k] = vi;
        update(k + 1, vr, vi);
    }

    /** {@code A <- H*A*H} for {@code H = 1 - v*v^H} from a row on: {@code A - v*q^H - q*v^H, q = A*v - (v^H*A*v)/2 v}. */
    private void update(int from, double[] vr, double[] vi) {
        double[] qr = new double[n];
        double[] qi = new double[n];
        for (int i = from; i < n; i++) {
            int row = i * n;
            double sr = 0;
            double si = 0;
            for (int j = from; j < n; j++) {
                sr += re[row + j] * vr[j] - im[row + j] * vi[j];
                si += re[row + j] * vi[j] + im[row + j] * vr[j];
            }
            qr[i] = sr;
            qi[i] = si;
        }
        double half = 0.5 * (Vectors.dot(vr, qr) + Vectors.dot(vi, qi));
        Vectors.axpy(-half, vr, qr);
        Vectors.axpy(-half, vi, qi);
        for (int i = from; i < n; i++) {
            subtract(i * n, from, new double[] {vr[i], vi[i], qr[i], qi[i]}, new double[][] {vr, vi, qr, qi});
        }
    }

    /** One row of {@code A - v*q^H - q*v^H}; the head holds the row's entries of v and q. */
    private void subtract(int row, int from, double[] head, double[][] vectors) {
        double[] vr = vectors[0];
        double[] vi = vectors[1];
        double[] qr = vectors[2];
        double[] qi = vectors[3];
        double ar = head[0];
        double ai = head[1];
        double br = head[2];
        double bi = head[3];
        for (int j = from; j < n; j++) {
            re[row + j] -= ar * qr[j] + ai * qi[j] + br * vr[j] + bi * vi[j];
            im[row + j] -= ai * qr[j] - ar * qi[j] + bi * vr[j] - br * vi[j];
        }
    }

    /** {@code Q} times real columns, given as rows. */
    ComplexColumns times(double[][] columns) {
        int count = columns.length;
        double[] outRe = new double[n * count];
        double[] outIm = new double[n * count];
        for (int c = 0; c < count; c++) {
            double[] zr = new double[n];
            double[] zi = new double[n];
            for (int i = 0; i < n; i++) {
                zr[i] = phaseRe[i] * columns[c][i];
                zi[i] = phaseIm[i] * columns[c][i];
            }
            for (int k = n - 3; k >= 0; k--) {
                if (vectorsRe[k] != null) {
                    applyReflection(k, zr, zi);
                }
            }
            for (int i = 0; i < n; i++) {
                outRe[i * count + c] = zr[i];
                outIm[i * count + c] = zi[i];
            }
        }
        return new ComplexColumns(Matrix.wrap(n, count, outRe), Matrix.wrap(n, count, outIm));
    }

    private void applyReflection(int k, double[] zr, double[] zi) {
        double[] vr = vectorsRe[k];
        double[] vi = vectorsIm[k];
        double sr = 0;
        double si = 0;
        for (int i = k + 1; i < n; i++) {
            sr += vr[i] * zr[i] + vi[i] * zi[i];
            si += vr[i] * zi[i] - vi[i] * zr[i];
        }
        for (int i = k + 1; i < n; i++) {
            zr[i] -= vr[i] * sr - vi[i] * si;
            zi[i] -= vr[i] * si + vi[i] * sr;
        }
    }
}
