package dev.nadir.numeric;

/** Objectives whose critical points are known by hand. */
public final class TestObjectives {

    private TestObjectives() {}

    /** Minimum 0 at (1, 1) at the end of a curved valley (Rosenbrock 1960). */
    public static Objective rosenbrock() {
        return new Planar() {
            @Override
            double f(double x, double y) {
                return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);
            }

            @Override
            void gradient(double x, double y, double[] g) {
                g[0] = -400 * x * (y - x * x) - 2 * (1 - x);
                g[1] = 200 * (y - x * x);
            }

            @Override
            void hessian(double x, double y, double[] h) {
                h[0] = 1200 * x * x - 400 * y + 2;
                h[1] = -400 * x;
                h[2] = 200;
            }
        };
    }

    /** {@code x^3 - 3*x*y^2}: a saddle at 0 with Hessian 0. */
    public static Objective monkeySaddle() {
        return new Planar() {
            @Override
            double f(double x, double y) {
                return x * x * x - 3 * x * y * y;
            }

            @Override
            void gradient(double x, double y, double[] g) {
                g[0] = 3 * x * x - 3 * y * y;
                g[1] = -6 * x * y;
            }

            @Override
            void hessian(double x, double y, double[] h) {
                h[0] = 6 * x;
                h[1] = -6 * y;
                h[2] = -6 * x;
            }
        };
    }

    /** {@code (x^2 - 1)^2/4*... }: two wells at x = -1 and 1, tilted so that they differ by about {@code 2*tilt}. */
    public static Objective doubleWell(double tilt) {
        return new Planar() {
            @Override
            double f(double x, double y) {
                return (x * x - 1) * (x * x - 1) + tilt * x + y * y + 1;
            }

            @Override
            void gradient(double x, double y, double[] g) {
                g[0] = 4 * x * (x * x - 1) + tilt;
                g[1] = 2 * y;
            }

            @Override
            void hessian(double x, double y, double[] h) {
                h[0] = 12 * x * x - 4;
                h[1] = 0;
                h[2] = 2;
            }
        };
    }

    /** {@code x^4 + y^2 + offset}: a minimum whose Hessian is singular. */
    public static Objective quartic(double offset) {
        return new Planar() {
            @Override
            double f(double x, double y) {
                return x * x * x * x + y * y + offset;
            }

            @Override
            void gradient(double x, double y, double[] g) {
                g[0] = 4 * x * x * x;
                g[1] = 2 * y;
            }

            @Override
            void hessian(double x, double y, double[] h) {
                h[0] = 12 * x * x;
                h[1] = 0;
                h[2] = 2;
            }
        };
    }

    /** {@code y^2 - x}: falls without bound. */
    public static Objective unbounded() {
        return new Planar() {
            @Override
            double f(double x, double y) {
                return y * y - x;
            }

            @Override
            void gradient(double x, double y, double[] g) {
                g[0] = -1;
                g[1] = 2 * y;
            }

            @Override
            void hessian(double x, double y, double[] h) {
                h[0] = 0;
                h[1] = 0;
                h[2] = 2;
            }
        };
    }

    /** {@code x - log(x) + y^2}, not defined for x <= 0; minimum 1 at (1, 0). */
    public static Objective logBarrier() {
        return new Planar() {
            @Override
            double f(double x, double y) {
                return x - Math.log(x) + y * y;
            }

            @Override
            void gradient(double x, double y, double[] g) {
                g[0] = 1 - 1 / x;
                g[1] = 2 * y;
            }

            @Override
            void hessian(double x, double y, double[] h) {
                h[0] = 1 / (x * x);
                h[1] = 0;
                h[2] = 2;
            }
        };
    }

    /** {@code (x^2 + y^2 - 1)^2}: a circle of minima, a maximum at 0. */
    public static Objective sombrero() {
        return new Planar() {
            @Override
            double f(double x, double y) {
                double r = x * x + y * y - 1;
                return r * r;
            }

            @Override
            void gradient(double x, double y, double[] g) {
                double r = x * x + y * y - 1;
                g[0] = 4 * x * r;
                g[1] = 4 * y * r;
            }

            @Override
            void hessian(double x, double y, double[] h) {
                double r = x * x + y * y - 1;
                h[0] = 4 * r + 8 * x * x;
                h[1] = 8 * x * y;
                h[2] = 4 * r + 8 * y * y;
            }
        };
    }

    /** {@code factor * 1/2 * sum of curvature[i]*(x[i] - centre)^2 + offset}. */
    public static Objective quadratic(double[] curvatures, double centre, double offset) {
        return new Objective() {
            @Override
            public int dimension() {
                return curvatures.length;
            }

            @Override
            public double value(double[] x) {
                return valueAndGradient(x, new double[x.length]);
            }

            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                double sum = offset;
                for (int i = 0; i < x.length; i++) {
                    gradient[i] = curvatures[i] * (x[i] - centre);
                    sum += 0.5 * gradient[i] * (x[i] - centre);
                }
                return sum;
            }

            @Override
            public void hessianTimes(double[] x, double[] direction, double[] product) {
                for (int i = 0; i < x.length; i++) {
                    product[i] = curvatures[i] * direction[i];
                }
            }
        };
    }

    /** A function of two variables. */
    private abstract static class Planar implements Objective {

        abstract double f(double x, double y);

        abstract void gradient(double x, double y, double[] g);

        /** Writes the entries xx, xy and yy. */
        abstract void hessian(double x, double y, double[] h);

        @Override
        public final int dimension() {
            return 2;
        }

        @Override
        public final double value(double[] x) {
            return f(x[0], x[1]);
        }

        @Override
        public final double valueAndGradient(double[] x, double[] gradient) {
            gradient(x[0], x[1], gradient);
            return f(x[0], x[1]);
        }

        @Override
        public final void hessianTimes(double[] x, double[] direction, double[] product) {
            double[] h = new double[3];
            hessian(x[0], x[1], h);
            product[0] = h[0] * direction[0] + h[1] * direction[1];
            product[1] = h[1] * direction[0] + h[2] * direction[1];
        }
    }
}
