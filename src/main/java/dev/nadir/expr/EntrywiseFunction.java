package dev.nadir.expr;

import java.util.Locale;

/** A function of one number, applied to every entry. */
public enum EntrywiseFunction {
    EXP,
    LOG,
    TANH;

    /** The name in the model language. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }
}
