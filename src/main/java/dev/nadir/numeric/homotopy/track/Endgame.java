package dev.nadir.numeric.homotopy.track;

import dev.nadir.numeric.homotopy.track.PathTracker.Status;
import org.jspecify.annotations.Nullable;

/**
 * Follows one path to its very end. Where the end is singular the path is continued around it in circles of shrinking
 * radius until it closes; the mean over the turns is the end, by Cauchy's formula (MorganSommeseWampler1991), and the
 * number of turns its winding number.
 */
public final class Endgame {

    /** Points of a circle: the trapezoidal rule of a circle four times smaller than the next singularity errs by 1e-5. */
    private static final int CORNERS = 8;

    private static final int LARGEST_WINDING = 24;
    private static final double CLOSED = 1e-6;
    private static final double AGREED = 1e-8;
    private static final double ACCEPTED_AT_LAST = 1e-5;
    private static final double SMALLEST_RADIUS = 1e-13;

    /** Values of ill-conditioned equations can be so small beside their terms that a path moves no sooner than this. */
    private static final double WAITING = 1e-11;

    private static final double FIRST_CIRCLE = 0.9;

    /** An end seen from circles is looked at again from so much nearer: another branch point may lie before it. */
    private static final double NEARER = 1e-5;

    private static final double NEAREST = 1e-12;

    /** Points of so small a circle are known to fewer digits. */
    private static final double CONFIRMED = 1e-4;

    /**
     * A regular end is elsewhere if it is farther away than this times its condition: rounding splits a multiple root into
     * regular ones, at a distance and with a condition whose product is about the rounding error.
     */
    private static final double SPLIT = 1e-15;

    private static final double SINGULAR_CONDITION = 1e12;
    private static final double AT_INFINITY = 1e-7;

    /** A coordinate of a nonsingular point is known to its rounding times the condition, with room for a factor of 1000. */
    private static final double KNOWN = 1e-13;

    private final PathTracker tracker;
    private final int size;

    /** An endgame for segments of a shape, with a workspace of its own. */
    public Endgame(SystemShape shape, TrackerSettings settings) {
        this.tracker = new PathTracker(shape, settings);
        this.size = shape.variables();
    }

    private record Turn(double[] mean, int winding) {}

    /** Follows the solution from the start of the segment to its end. */
    public PathEnd follow(Segment segment, double[] start) {
        tracker.begin(start);
        Stop stop = new Stop(0, start);
        Turns turns = new Turns();
        boolean isSingular = false;
        while (true) {
            if (!isSingular) {
                Status status = tracker.advance(segment, stop.time(), 1, true);
                PathEnd end = status == Status.REACHED ? regular(segment, tracker.point(), 1) : null;
                if (end != null) {
                    return end;
                }
                // A path can run smoothly into a point where the Jacobian is singular: then circles say what it is.
                isSingular = status == Status.REACHED;
                if (status == Status.STUCK || (isSingular && !goBack(segment, stop))) {
                    return fallback(turns);
                }
            }
            stop = new Stop(tracker.time(), tracker.point());
            PathEnd end = circled(segment, stop, turns);
            Stop next = end == null ? closer(segment, stop) : contradicting(segment, stop, end);
            if (next == null) {
                return end == null ? fallback(turns) : end;
            }
            if (end != null) {
                turns = new Turns();
                isSingular = false;
            }
            stop = next;
        }
    }

    /** Where the next circle begins; null if there is none. */
    private @Nullable Stop closer(Segment segment, Stop stop) {
        double time = 1 - (1 - stop.time()) / 4;
        return 1 - time < SMALLEST_RADIUS || !isAt(segment, stop, time) ? null : new Stop(time, tracker.point());
    }

    /** The turns made so far. */
    private static final class Turns {
        private double[] previous = new double[0];
        private double best = Double.POSITIVE_INFINITY;
        private @Nullable Turn bestTurn;

        /** How far the mean moved since the last one. */
        double add(Turn turn) {
            double distance = previous.length == 0 ? Double.POSITIVE_INFINITY : angle(previous, turn.mean());
            if (distance < best) {
                best = distance;
                bestTurn = turn;
            }
            previous = turn.mean();
            return distance;
        }
    }

    /** The end, if a circle around it agrees with the one before. */
    private @Nullable PathEnd circled(Segment segment, Stop stop, Turns turns) {
        Turn turn = circle(segment, stop.point(), 1 - stop.time());
        if (turn == null) {
            return null;
        }
        double distance = turns.add(turn);
        return distance < AGREED ? end(segment, turn, distance, 1 - stop.time()) : null;
    }

    /**
     * A point of the path, much nearer to its end, from where the end is another one than circles said: they went around
     * another branch point as well. Null if the end stands, or nothing can be told.
     */
    private @Nullable Stop contradicting(Segment segment, Stop stop, PathEnd end) {
        double before = 1 - stop.time();
        Stop at = stop;
        while (end.kind() != PathEnd.Kind.REGULAR && before > NEAREST) {
            double radius = Math.max(NEAREST, NEARER * before);
            if (!isAt(segment, at, 1 - radius)) {
                return null;
            }
            at = new Stop(1 - radius, tracker.point());
            if (isElsewhere(segment, at, end)) {
                tracker.usePatchAt(at.point(), false);
                return at;
            }
            before = radius;
        }
        return null;
    }

    private boolean isElsewhere(Segment segment, Stop nearer, PathEnd end) {
        if (tracker.advance(segment, nearer.time(), 1, true) == Status.REACHED) {
            PathEnd other = regular(segment, tracker.point(), 1);
            if (other != null && other.kind() == PathEnd.Kind.REGULAR) {
                double known = SPLIT * other.condition();
                return angle(other.point(), end.point()) > known + 10 * other.residual();
            }
        }
        Turn turn = circle(segment, nearer.point(), 1 - nearer.time());
        return turn != null && angle(turn.mean(), end.point()) > CONFIRMED;
    }

    /** A point of the path. */
    @SuppressWarnings("ArrayRecordComponent") // a working value of this class, never compared
    private record Stop(double time, double[] point) {}

    /** Back from the end of a path to where circles around it begin. */
    private boolean goBack(Segment segment, Stop stop) {
        return isAt(segment, stop, Math.max(stop.time(), FIRST_CIRCLE));
    }

    private boolean isAt(Segment segment, Stop from, double time) {
        tracker.usePatchAt(from.point(), false);
        return tracker.advance(segment, from.time(), time, false) == Status.REACHED;
    }

    private PathEnd fallback(Turns turns) {
        Turn turn = turns.bestTurn;
        if (turn == null || turns.best > ACCEPTED_AT_LAST) {
            return new PathEnd(PathEnd.Kind.FAILED, tracker.point(), 0, tracker.lastCorrection(), Double.NaN);
        }
        return singular(turn, turns.best);
    }

    /** Null where a path seems to rest at a point that Newton's method leaves: it may only wait for the last moment. */
    private @Nullable PathEnd end(Segment segment, Turn turn, double distance, double radius) {
        if (turn.winding() == 1) {
            PathEnd end = regular(segment, turn.mean(), 1);
            if (end != null && end.kind() != PathEnd.Kind.SINGULAR) {
                return end;
            }
            PathEnd singular = singular(turn, distance);
            boolean mayWait = end == null && radius > WAITING && singular.kind() != PathEnd.Kind.AT_INFINITY;
            return mayWait ? null : singular;
        }
        return singular(turn, distance);
    }

    private PathEnd singular(Turn turn, double distance) {
        boolean isAtInfinity = homogenising(turn.mean()) < Math.max(AT_INFINITY, 10 * distance);
        PathEnd.Kind kind = isAtInfinity ? PathEnd.Kind.AT_INFINITY : PathEnd.Kind.SINGULAR;
        return new PathEnd(kind, turn.mean(), turn.winding(), distance, Double.POSITIVE_INFINITY);
    }

    private @Nullable PathEnd regular(Segment segment, double[] point, int winding) {
        if (!tracker.polish(segment, point, 1)) {
            return null;
        }
        double[] end = tracker.point();
        if (homogenising(end) < AT_INFINITY && tracker.polish(segment, end, 1)) {
            // One more time to rounding: only then the coordinate tells a large root from a point at infinity.
            end = tracker.point();
        }
        double condition = tracker.condition();
        double residual = tracker.lastCorrection();
        double known = KNOWN * Math.max(condition, 1) * tracker.cancellation() + 10 * residual;
        PathEnd.Kind kind = homogenising(end) < Math.min(AT_INFINITY, known)
                ? PathEnd.Kind.AT_INFINITY
                : condition > SINGULAR_CONDITION ? PathEnd.Kind.SINGULAR : PathEnd.Kind.REGULAR;
        return new PathEnd(kind, end, winding, residual, condition);
    }

    /** The mean over as many turns around time 1 as close the path; null if a turn fails or none closes it. */
    private @Nullable Turn circle(Segment segment, double[] here, double radius) {
        Segment[] edges = edges(segment, radius);
        tracker.usePatchAt(here, true);
        double[] start = tracker.point();
        double[] sum = new double[2 * size];
        for (int winding = 1; winding <= LARGEST_WINDING; winding++) {
            for (Segment edge : edges) {
                if (tracker.advance(edge, 0, 1, false) != Status.REACHED) {
                    return null;
                }
                double[] point = tracker.point();
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += point[i];
                }
            }
            if (Norms.distance(start, tracker.point()) < CLOSED) {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] /= (double) winding * CORNERS;
                }
                return new Turn(sum, winding);
            }
        }
        return null;
    }

    private static Segment[] edges(Segment segment, double radius) {
        Segment[] edges = new Segment[CORNERS];
        for (int k = 0; k < CORNERS; k++) {
            double from = 2 * Math.PI * k / CORNERS;
            double to = 2 * Math.PI * ((k + 1) % CORNERS) / CORNERS;
            edges[k] = segment.between(
                    1 - radius * Math.cos(from),
                    -radius * Math.sin(from),
                    1 - radius * Math.cos(to),
                    -radius * Math.sin(to));
        }
        return edges;
    }

    /** The size of the homogenising coordinate relative to the point. */
    private static double homogenising(double[] point) {
        return Math.hypot(point[point.length - 2], point[point.length - 1]) / Norms.two(point);
    }

    /** The distance of two points of projective space. */
    private static double angle(double[] a, double[] b) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < a.length; i += 2) {
            re += a[i] * b[i] + a[i + 1] * b[i + 1];
            im += a[i] * b[i + 1] - a[i + 1] * b[i];
        }
        double normA = Norms.two(a);
        double normB = Norms.two(b);
        double cosine = Math.hypot(re, im) / (normA * normB);
        if (cosine == 0) {
            return 1;
        }
        double phaseRe = re / Math.hypot(re, im);
        double phaseIm = im / Math.hypot(re, im);
        double square = 0;
        for (int i = 0; i < a.length; i += 2) {
            double turnedRe = (b[i] * phaseRe + b[i + 1] * phaseIm) / normB;
            double turnedIm = (b[i + 1] * phaseRe - b[i] * phaseIm) / normB;
            double dRe = a[i] / normA - turnedRe;
            double dIm = a[i + 1] / normA - turnedIm;
            square += dRe * dRe + dIm * dIm;
        }
        return Math.sqrt(square);
    }
}
