package dev.nadir.report.content;

import dev.nadir.evidence.Curve;
import dev.nadir.evidence.PhaseDiagram;
import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.expr.print.Notation;
import dev.nadir.report.Block;
import dev.nadir.report.Document.Section;
import dev.nadir.report.Figure;
import dev.nadir.report.Figure.Axis;
import dev.nadir.report.Figure.Coordinates;
import dev.nadir.report.Figure.Kind;
import dev.nadir.report.Figure.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the derived minimum changes its kind: an order parameter over a number of the data. */
final class PhaseAuthor {

    private PhaseAuthor() {}

    static Section of(List<PhaseDiagram> diagrams) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Line()
                .text(
                        "The derived global minimum over one number of the data, all others as on the instance. Lines are the"
                                + " derived closed forms; thresholds are where these change, found by halving. Points are"
                                + " numerical minima, which know nothing of the closed forms.")
                .paragraph());
        blocks.add(new Block.Figures(diagrams.stream().map(PhaseAuthor::figure).toList()));
        return new Section(1, "Phase diagrams", blocks);
    }

    private static Figure figure(PhaseDiagram diagram) {
        List<Series> series = new ArrayList<>();
        double most = 0;
        String label = "derived";
        for (List<Curve.Place> piece : diagram.derived()) {
            if (!piece.isEmpty()) {
                series.add(new Series(Kind.CURVE, 1, label, points(piece)));
                label = "";
                most = Math.max(
                        most,
                        piece.stream().mapToDouble(Curve.Place::value).max().orElse(0));
            }
        }
        series.add(new Series(Kind.POINTS, 0, "lowest of " + diagram.runs() + " runs", points(diagram.found())));
        series.add(new Series(
                Kind.GUIDE,
                0,
                "",
                List.of(new Coordinates(diagram.threshold(), 0), new Coordinates(diagram.threshold(), most))));
        String change = diagram.isJump()
                ? "with a jump from " + Numbers.plain(diagram.below()) + " to " + Numbers.plain(diagram.above())
                : "continuously";
        String order = (diagram.parameters().size() == 1 ? "the norm of " : "the product of the norms of ")
                + String.join(", ", diagram.parameters());
        String caption = "The instance " + diagram.instance() + ": " + order
                + " at the minimum over " + diagram.name() + ". It " + (ends(diagram) ? "vanishes" : "appears") + " at "
                + Numbers.plain(diagram.threshold()) + ", " + change
                + ". The losses found differ from the derived ones by "
                + Numbers.plain(diagram.worstGap()) + " of their size at most.";
        Layout across = NameLayout.ofSymbol(diagram.name()).layout();
        return new Figure(
                caption,
                caption,
                new Axis(diagram.name(), false, Optional.of(across)),
                new Axis(order, false, Optional.of(Layout.row(norms(diagram)))),
                series);
    }

    private static List<Layout> norms(PhaseDiagram diagram) {
        return diagram.parameters().stream()
                .map(each -> Notation.norm(NameLayout.ofSymbol(each), "F").layout())
                .toList();
    }

    private static boolean ends(PhaseDiagram diagram) {
        return diagram.below() > diagram.above()
                || diagram.derived().get(1).stream().allMatch(place -> place.value() == 0);
    }

    private static List<Coordinates> points(List<Curve.Place> places) {
        return places.stream()
                .map(place -> new Coordinates(place.at(), place.value()))
                .toList();
    }
}
