package dev.nadir.reduction.chain.lemma;

import dev.nadir.reduction.Draft;
import java.util.List;

/**
 * The singular values of the cross moment in the metric of the prices, and unit vectors for each factor: the outermost
 * has those of the outputs, the innermost those of the inputs, and between them any orthonormal ones do.
 */
final class Modes {

    private final Setting setting;
    private final String values;
    private final String left;
    private final String right;

    private Modes(Setting setting, String values, String left, String right) {
        this.setting = setting;
        this.values = values;
        this.left = left;
        this.right = right;
    }

    static Modes of(Setting setting) {
        Draft draft = setting.draft();
        String b = Draft.text(setting.cross());
        if (setting.hasOneOutput()) {
            String norm = setting.isPlain()
                    ? "norm(" + b + ")"
                    : "sqrt(" + b + "*inv(" + Draft.text(setting.metric()) + ")*" + b + "')";
            return new Modes(setting, draft.let("s", norm), "", b);
        }
        if (setting.isPlain()) {
            List<String> names = draft.letAll(List.of("U", "s", "V"), "svd(" + b + ")");
            return new Modes(setting, names.get(1), names.get(0), names.get(2));
        }
        String m = Draft.text(setting.metric());
        List<String> names = draft.letAll(List.of("lambda", "U"), "eig(" + b + "*inv(" + m + ")*" + b + "')");
        String s = draft.let("s", "sqrt(max(" + names.get(0) + ", 0))");
        return new Modes(setting, s, names.get(1), "");
    }

    /** Whether there is one mode at most. */
    boolean isSingle() {
        return setting.isRankOne();
    }

    /** The singular value at a place. */
    String value(String place) {
        return setting.hasOneOutput() ? values : values + "[" + place + "]";
    }

    /** The singular values that the rank leaves. */
    String values() {
        return setting.hasOneOutput() ? values : values + "[1..(" + setting.rank() + ")]";
    }

    /** The column of a factor for a mode. */
    String outer(int factor, String mode) {
        if (factor == 0) {
            return setting.hasOneOutput() ? "1" : left + "[:, " + mode + "]";
        }
        return hidden(factor - 1, mode);
    }

    /** The row of a factor for a mode. */
    String inner(int factor, String mode) {
        if (factor < setting.count() - 1) {
            return hidden(factor, mode) + "'";
        }
        String b = Draft.text(setting.cross());
        String guarded = "max(" + value(mode) + ", 1e-300)";
        if (setting.hasOneOutput()) {
            return setting.isPlain()
                    ? "(" + b + "/" + guarded + ")"
                    : "(" + b + "*inv(" + Draft.text(setting.metric()) + ")/" + guarded + ")";
        }
        return setting.isPlain()
                ? right + "[:, " + mode + "]'"
                : "(" + left + "[:, " + mode + "]'*" + b + "*inv(" + Draft.text(setting.metric()) + ")/" + guarded + ")";
    }

    /** A unit vector between two factors: equal units for one mode, coordinate vectors for several. */
    private String hidden(int factor, String mode) {
        String width = setting.chain().factors().get(factor).columns().toString();
        return isSingle() ? "ones(" + width + ")/sqrt(" + width + ")" : "eye(" + width + ")[:, " + mode + "]";
    }
}
