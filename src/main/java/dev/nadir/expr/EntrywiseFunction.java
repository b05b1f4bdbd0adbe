package dev.nadir.expr;

/**
 * A function of one number, applied to every entry.
 *
 * @param name as in the model language
 * @param order how often it is differentiated; 0 for all but named functions
 * @param isNamed whether it is declared by name only, and may be any smooth function
 */
public record EntrywiseFunction(String name, int order, boolean isNamed) {

    public static final EntrywiseFunction EXP = known("exp");
    public static final EntrywiseFunction LOG = known("log");
    public static final EntrywiseFunction TANH = known("tanh");
    public static final EntrywiseFunction SIN = known("sin");
    public static final EntrywiseFunction COS = known("cos");
    /** {@code max(x, 0)}; no derivative at 0. */
    public static final EntrywiseFunction RELU = known("relu");
    /** No derivative at 0. */
    public static final EntrywiseFunction ABS = known("abs");
    /** 1 above 0, otherwise 0: the derivative of {@link #RELU} away from 0. */
    public static final EntrywiseFunction STEP = known("step");
    /** 1 above 0, -1 below, 0 at 0: the derivative of {@link #ABS} away from 0. */
    public static final EntrywiseFunction SIGN = known("sign");

    private static EntrywiseFunction known(String name) {
        return new EntrywiseFunction(name, 0, false);
    }

    /** A function of which only the name is known. */
    public static EntrywiseFunction named(String name) {
        return new EntrywiseFunction(name, 0, true);
    }

    /** The next derivative of a named function. */
    public EntrywiseFunction next() {
        return new EntrywiseFunction(name, order + 1, isNamed);
    }

    /** The name in the model language, {@code f''} for a second derivative. */
    public String symbol() {
        return name + "'".repeat(order);
    }

    /** Whether it jumps or has a corner at 0 and is linear on either side. */
    public boolean isKinked() {
        return equals(RELU) || equals(ABS) || equals(STEP) || equals(SIGN);
    }
}
