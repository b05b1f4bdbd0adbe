package dev.nadir.reduction.chain.lemma;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Size;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.chain.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One output and noise on hidden units: at every stationary point the units of a noisy layer that are not zero are equal
 * up to sign, and with k of them active the layer is one of width k. Each noisy layer has a count of its own.
 */
final class IdleUnits {

    /** Its note. */
    static final String LEMMA = "idle-units";

    private final Setting setting;
    private final Map<Integer, String> active = new TreeMap<>();
    private final String unit;

    private IdleUnits(Setting setting) {
        this.setting = setting;
        for (Map.Entry<Set<Integer>, Expr> tied : setting.chain().noise().entrySet()) {
            if (tied.getKey().size() == 1) {
                active.put(tied.getKey().iterator().next(), setting.draft().fresh("k"));
            }
        }
        this.unit = setting.draft().fresh("l");
    }

    /** The counts of a chain with noise that is independent from layer to layer; empty without noise. */
    static Optional<IdleUnits> of(Setting setting) {
        return setting.chain().noise().isEmpty() || !setting.isNoiseIndependent()
                ? Optional.empty()
                : Optional.of(new IdleUnits(setting));
    }

    /** What noise costs with the counts in the place of the widths. */
    String kappa() {
        return Draft.text(setting.kappa(
                place -> Optional.ofNullable(active.get(place)).map(Size::of).orElse(Size.ONE)));
    }

    /** Says what the counts run over; where a layer has no noise after all, any of its units stand for all. */
    Draft.Entry over(Draft.Entry entry) {
        active.forEach((place, count) -> {
            String width = setting.width(place).toString();
            Expr noise = Objects.requireNonNull(setting.chain().noise().get(Set.of(place)));
            String least = Proportion.isPositive(noise)
                    ? "1"
                    : width + " - step(" + Draft.text(noise) + ")*(" + width + " - 1)";
            entry.over(count, least, width);
        });
        return entry.when(idle() + " > 0").by(LEMMA).upTo("permutations and signs of the hidden units");
    }

    /** Says which stationary points are listed: all but these, where noise is independent from layer to layer. */
    static void account(Setting setting, String others) {
        if (!setting.chain().noise().isEmpty() && !setting.isNoiseIndependent()) {
            setting.draft().leaves("points at which units of noisy layers are idle or differ in size");
        } else if (others.isEmpty()) {
            setting.draft().listsAll();
        } else {
            setting.draft().leaves(others);
        }
    }

    /** How many units are idle. */
    String idle() {
        List<String> parts = new ArrayList<>();
        active.forEach((place, count) -> parts.add("(" + setting.width(place) + " - " + count + ")"));
        return "(" + String.join(" + ", parts) + ")";
    }

    /** Zero eigenvalues: rotations of the hidden layers without noise. */
    static String nullity(Setting setting) {
        List<String> flat = new ArrayList<>();
        for (int place = 1; place < setting.count(); place++) {
            String rotations = "(" + setting.width(place) + " - 1)";
            Expr noise = setting.chain().noise().get(Set.of(place));
            if (noise == null) {
                flat.add(rotations);
            } else if (!Proportion.isPositive(noise)) {
                flat.add("(1 - step(" + Draft.text(noise) + "))*" + rotations);
            }
        }
        return flat.isEmpty() ? "0" : String.join(" + ", flat);
    }

    /** A unit vector with equal entries at the active units of the interface below the factor at a place. */
    String column(int place) {
        int boundary = setting.count() - 1 - place;
        String width = setting.width(boundary).toString();
        String count = active.get(boundary);
        return count == null
                ? "(ones(" + width + ")/sqrt(" + width + "))"
                : "(sum(" + unit + " in 1.." + count + ", basis(" + width + ", " + unit + "))/sqrt(" + count + "))";
    }
}
