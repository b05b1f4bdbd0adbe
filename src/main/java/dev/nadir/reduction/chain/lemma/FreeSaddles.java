package dev.nadir.reduction.chain.lemma;

import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.Factor;
import dev.nadir.reduction.chain.Ties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The critical points of a product of factors that cost nothing, other than its minima: each keeps a set of directions of
 * the fit. What it keeps decides whether it is a strict saddle; where it keeps the leading ones, but fewer than it could,
 * the ranks of parts of the product decide.
 */
final class FreeSaddles {

    private static final String LEMMA = "product-saddles";

    private static final String BASIS = "an invertible change of basis between factors";

    private final Setting setting;
    private final Draft draft;
    private final String constant;
    private final String cross;

    FreeSaddles(Setting setting, String constant) {
        this.setting = setting;
        this.draft = setting.draft();
        this.constant = constant;
        this.cross = Draft.text(setting.cross());
    }

    /** One output: what keeps no direction. */
    void single() {
        String any = "normF(" + cross + ") > 0";
        if (setting.count() == 2) {
            Draft.Entry origin =
                    entry(Kind.STRICT_SADDLE, "every other critical point").when(any);
            corners(origin, "0", "0");
            Counts counts = new Counts("0", "1", width());
            origin.curvature(counts.index("0"), counts.nullity()).value(constant);
            return;
        }
        Draft.Entry loose = entry(Kind.STRICT_SADDLE, loose("0")).when(any);
        corners(loose, "0", width());
        Counts counts = new Counts("0", "1", width());
        loose.curvature(counts.index("0"), counts.nullity()).value(constant);
        Draft.Entry tight = entry(Kind.NON_STRICT_SADDLE, tight("0")).when(any);
        corners(tight, "0", "0");
        tight.curvature("0", new Counts("0", "1", "0").nullity()).value(constant);
    }

    private void corners(Draft.Entry entry, String ends, String middle) {
        String outer = "eye(" + setting.chain().outputs() + ")[:, 1..(" + ends + ")]";
        String inner = "eye(" + setting.chain().inputs() + ")[:, 1..(" + ends + ")]'";
        FreeProduct.Corners.put(setting, entry, new FreeProduct.Corners(ends, middle), outer, inner);
    }

    /** Several outputs: every set of directions that a product of this rank can keep. */
    void several(List<String> names, String fit, String rank) {
        String lambda = names.get(0);
        String rho = draft.let("rho", "rank(" + cross + ")");
        String most = "min([" + rank + ", " + rho + "])";
        boolean isPair = setting.count() == 2;
        Ties ties = Ties.of(lambda, rho);
        String others =
                isPair ? "every critical point that keeps J, with the same index" : "every critical point that keeps J";
        ties.families(draft, rank, BASIS + "; so is " + others, (entry, j, values) -> {
            String k = "card(" + j + ")";
            Counts counts = new Counts(k, rho, isPair ? width() : k);
            String index = counts.index(Ties.exchanges(j));
            entry.by(LEMMA).when(index + " > 0");
            put(entry, names.get(1) + "[:, " + j + "]", fit, new FreeProduct.Corners(k, k));
            entry.curvature(index, counts.nullity() + values.more())
                    .value(constant + " - sum(" + lambda + "[" + j + "])");
        });
        if (!isPair) {
            for (boolean isTied : new boolean[] {false, true}) {
                leading(names, fit, new Span(rho, most), isTied ? Optional.of(ties) : Optional.empty());
            }
        }
        draft.listsAllWhere(ties.none(), "", "", isPair);
    }

    /** The rank of the data, and the most directions that can be kept. */
    private record Span(String rank, String most) {}

    /** More than two factors that keep fewer leading directions than they could. */
    private void leading(List<String> names, String fit, Span span, Optional<Ties> ties) {
        String k = draft.fresh("k");
        String value = constant + " - sum(" + names.get(0) + "[1.." + k + "])";
        String basis = names.get(1) + "[:, 1.." + k + "]";
        String distinct =
                ties.map(Ties::exist).orElse(Ties.of(names.get(0), span.rank()).none());
        String more = ties.map(each -> " + " + each.flat("1.." + k)).orElse("");
        String turned = ties.isPresent() ? Ties.UP_TO : "";
        Draft.Entry loose = entry(Kind.STRICT_SADDLE, loose(k) + turned)
                .over(k, "0", span.most() + " - 1")
                .when(distinct);
        put(loose, basis, fit, new FreeProduct.Corners(k, width()));
        Counts counts = new Counts(k, span.rank(), width());
        loose.curvature(counts.index("0"), counts.nullity() + more).value(value);
        Draft.Entry tight = entry(Kind.NON_STRICT_SADDLE, tight(k) + turned)
                .over(k, "0", span.most() + " - 1")
                .when(distinct);
        put(tight, basis, fit, new FreeProduct.Corners(k, k));
        tight.curvature("0", new Counts(k, span.rank(), k).nullity() + more).value(value);
    }

    private void put(Draft.Entry entry, String basis, String fit, FreeProduct.Corners corners) {
        FreeProduct.Corners.put(setting, entry, corners, basis, basis + "'*" + fit);
    }

    private Draft.Entry entry(Kind kind, String family) {
        return draft.entry(kind).by(LEMMA).upTo(BASIS + "; so is " + family);
    }

    private static String pivots(String k) {
        return "the product of the factors between the i-th and the j-th and that of the others, from the j-th through the "
                + "cross moment to the i-th, both have rank above " + k;
    }

    private static String loose(String k) {
        return "every critical point that keeps these directions where, for some i > j, " + pivots(k);
    }

    private static String tight(String k) {
        return "every critical point that keeps these directions where for no i > j " + pivots(k)
                + " (shown for data of full rank)";
    }

    /** The narrowest hidden width. */
    private String width() {
        List<String> widths =
                setting.chain().hidden().stream().map(Size::toString).distinct().toList();
        return widths.size() == 1 ? widths.get(0) : "min([" + String.join(", ", widths) + "])";
    }

    /** The curvature where the ends keep k directions of data of a rank and the middle is an identity of a size. */
    private final class Counts {
        private final String kept;
        private final String idle;

        Counts(String kept, String rank, String middle) {
            this.kept = kept;
            this.idle = middle.equals(kept) ? "" : "(" + middle + " - " + kept + ")*(" + rank + " - " + kept + ")";
        }

        String index(String exchanges) {
            return idle.isEmpty() ? exchanges : exchanges.equals("0") ? idle : exchanges + " + " + idle;
        }

        String nullity() {
            List<String> sizes = new ArrayList<>();
            for (Factor factor : setting.chain().factors()) {
                Shape shape = factor.shape();
                sizes.add(0, shape.rows() + "*" + shape.columns());
            }
            String curved = kept.equals("0")
                    ? ""
                    : " - " + kept + "*(" + setting.chain().outputs() + " + "
                            + setting.chain().inputs() + " - " + kept + ")";
            return String.join(" + ", sizes) + curved + (idle.isEmpty() ? "" : " - 2*" + idle);
        }
    }
}
