package dev.nadir.report.content;

import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.numeric.FlowResult;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.TaylorResult;
import dev.nadir.report.Figure;
import dev.nadir.report.Figure.Axis;
import dev.nadir.report.Figure.Coordinates;
import dev.nadir.report.Figure.Kind;
import dev.nadir.report.Figure.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is drawn: where runs ended, Taylor remainders, spectra, and the loss along a flow. */
final class FigureAuthor {

    /** Curves beyond these would hide each other. */
    private static final int MOST_CURVES = 8;

    private static final int MOST_SPECTRA = 4;

    private FigureAuthor() {}

    static List<Figure> of(InstanceEvidence evidence) {
        List<Figure> figures = new ArrayList<>();
        evidence.multiStart().flatMap(FigureAuthor::levels).ifPresent(figures::add);
        taylor(evidence).ifPresent(figures::add);
        evidence.criticalPoints()
                .or(evidence::multiStart)
                .flatMap(FigureAuthor::spectra)
                .ifPresent(figures::add);
        evidence.flow().flatMap(FigureAuthor::flow).ifPresent(figures::add);
        return figures;
    }

    private static Optional<Figure> levels(MultiStartResult result) {
        List<Coordinates> bars = result.levels().stream()
                .filter(level -> Double.isFinite(level.value()))
                .map(level -> new Coordinates(level.value(), level.count()))
                .toList();
        if (bars.isEmpty()) {
            return Optional.empty();
        }
        Level lowest = result.levels().get(0);
        String description = "Of " + result.starts() + " starts " + lowest.count() + " ended at the lowest loss, "
                + Numbers.plain(lowest.value()) + ", and " + result.failures().size() + " did not converge.";
        return Optional.of(new Figure(
                "Where " + result.starts() + " runs ended. " + description,
                description,
                new Axis("loss", false),
                new Axis("runs", false),
                List.of(new Series(Kind.BARS, 0, "", bars))));
    }

    private static Optional<Figure> taylor(InstanceEvidence evidence) {
        List<Series> series = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        List<Optional<TaylorResult>> checks = List.of(evidence.gradientCheck(), evidence.hessianCheck());
        for (int group = 0; group < checks.size(); group++) {
            Optional<TaylorResult> check = checks.get(group);
            if (check.isPresent() && addCurves(series, check.get(), group)) {
                seen.add((group == 0 ? "the gradient" : "the Hessian") + " (slope "
                        + check.get().order() + ")");
            }
        }
        if (series.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Figure(
                "Taylor remainders of " + String.join(" and ", seen)
                        + " at random points; dashed lines have that slope.",
                "Remainders against step size on logarithmic axes, for " + String.join(" and ", seen) + ".",
                new Axis("step size", true),
                new Axis("remainder", true),
                series));
    }

    private static boolean addCurves(List<Series> series, TaylorResult check, int group) {
        String label = group == 0 ? "gradient" : "Hessian";
        List<Series> drawn = new ArrayList<>();
        for (TaylorResult.Curve curve :
                check.points().subList(0, Math.min(MOST_CURVES, check.points().size()))) {
            List<Coordinates> points = positive(curve.steps(), curve.remainders());
            if (points.size() > 1) {
                drawn.add(new Series(Kind.CURVE, group, drawn.isEmpty() ? label : "", points));
            }
        }
        series.addAll(drawn);
        if (!drawn.isEmpty()) {
            series.add(guide(drawn, check.order(), group));
        }
        return !drawn.isEmpty();
    }

    private static List<Coordinates> positive(double[] xs, double[] ys) {
        return IntStream.range(0, Math.min(xs.length, ys.length))
                .filter(i -> xs[i] > 0 && ys[i] > 0 && Double.isFinite(ys[i]))
                .mapToObj(i -> new Coordinates(xs[i], ys[i]))
                .sorted(java.util.Comparator.comparingDouble(Coordinates::x))
                .toList();
    }

    /** A line of the right slope, an order of magnitude above the curves of the first group or below those of the second. */
    private static Series guide(List<Series> curves, int slope, int group) {
        List<Coordinates> all =
                curves.stream().flatMap(curve -> curve.points().stream()).toList();
        double right = all.stream().mapToDouble(Coordinates::x).max().orElse(1);
        double left = all.stream().mapToDouble(Coordinates::x).min().orElse(1);
        double lowest = all.stream().mapToDouble(Coordinates::y).min().orElse(1);
        List<Double> ends = all.stream()
                .filter(p -> p.x() == right)
                .map(Coordinates::y)
                .sorted()
                .toList();
        double end = group == 0 ? ends.get(ends.size() - 1) * 10 : ends.get(0) / 10;
        double reach = right * Math.pow(lowest / end, 1.0 / slope);
        double start = Math.min(right / 10, Math.max(left, reach));
        Coordinates from = new Coordinates(start, end * Math.pow(start / right, slope));
        return new Series(Kind.GUIDE, group, "slope " + slope, List.of(from, new Coordinates(right, end)));
    }

    private static Optional<Figure> spectra(MultiStartResult result) {
        List<Level> levels = result.levels()
                .subList(0, Math.min(MOST_SPECTRA, result.levels().size()));
        List<Series> series = new ArrayList<>();
        List<String> words = new ArrayList<>();
        int longest = 0;
        for (int group = 0; group < levels.size(); group++) {
            Level level = levels.get(group);
            double[] eigenvalues = level.spectrum().eigenvalues();
            List<Coordinates> points = IntStream.range(0, eigenvalues.length)
                    .filter(i -> Double.isFinite(eigenvalues[i]))
                    .mapToObj(i -> new Coordinates(i + 1, eigenvalues[i]))
                    .toList();
            if (!points.isEmpty()) {
                series.add(new Series(Kind.POINTS, group, "loss " + Numbers.plain(level.value()), points));
                longest = Math.max(longest, eigenvalues.length);
                words.add(String.format(
                        Locale.ROOT,
                        "at loss %s index %d and nullity %d",
                        Numbers.plain(level.value()),
                        level.spectrum().index(),
                        level.spectrum().nullity()));
            }
        }
        if (series.isEmpty()) {
            return Optional.empty();
        }
        series.add(new Series(
                Kind.GUIDE, 0, "", List.of(new Coordinates(1, 0), new Coordinates(Math.max(2, longest), 0))));
        return Optional.of(new Figure(
                "Eigenvalues of the Hessian at "
                        + (series.size() == 2 ? "the lowest level." : "the " + (series.size() - 1) + " lowest levels."),
                "Eigenvalues in ascending order: " + String.join("; ", words) + ".",
                new Axis("number of the eigenvalue", false),
                new Axis("eigenvalue", false),
                series));
    }

    private static Optional<Figure> flow(FlowResult flow) {
        List<Coordinates> points = IntStream.range(
                        0, Math.min(flow.times().size(), flow.losses().size()))
                .filter(i ->
                        flow.times().get(i) > 0 && Double.isFinite(flow.losses().get(i)))
                .mapToObj(
                        i -> new Coordinates(flow.times().get(i), flow.losses().get(i)))
                .toList();
        if (points.size() < 2) {
            return Optional.empty();
        }
        String description = "The loss along a gradient flow, from "
                + Numbers.plain(flow.losses().get(0)) + " to "
                + Numbers.plain(flow.end().value()) + ".";
        return Optional.of(new Figure(
                description,
                description,
                new Axis("time", true),
                new Axis("loss", false),
                List.of(new Series(Kind.CURVE, 0, "", points))));
    }
}
