package dev.nadir.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Maps values to places from 0 to 1 and says where the ticks go. */
record Scale(double low, double high, boolean isLogarithmic) {

    /** About so many ticks fit beside each other. */
    private static final int TICKS = 6;

    static Scale over(List<Double> values, boolean isLogarithmic, boolean fromZero) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            double place = isLogarithmic ? Math.log10(value) : value;
            if (Double.isFinite(place)) {
                low = Math.min(low, place);
                high = Math.max(high, place);
            }
        }
        if (fromZero && !isLogarithmic) {
            low = Math.min(0, low);
            high = Math.max(0, high);
        }
        if (low > high) {
            return new Scale(0, 1, isLogarithmic);
        }
        double room = high == low ? Math.max(1e-3, Math.abs(low) * 0.1) : 0;
        return new Scale(low - (fromZero ? 0 : room), high + room, isLogarithmic);
    }

    double position(double value) {
        double place = isLogarithmic ? Math.log10(value) : value;
        return (place - low) / (high - low);
    }

    List<Double> ticks() {
        if (isNarrow()) {
            return withinDecades();
        }
        double step = step();
        List<Double> ticks = new ArrayList<>();
        double first = Math.ceil(low / step - 1e-9);
        for (double k = first; k * step <= high + 1e-9 * step; k++) {
            ticks.add(isLogarithmic ? Math.pow(10, k * step) : k * step + 0.0);
        }
        return ticks;
    }

    /** Whether whole decades are too few ticks for a logarithmic scale. */
    private boolean isNarrow() {
        return isLogarithmic && high - low < 2;
    }

    private List<Double> withinDecades() {
        List<Double> ticks = new ArrayList<>();
        for (double decade = Math.floor(low); decade <= high; decade++) {
            for (int factor : new int[] {1, 2, 5}) {
                double place = decade + Math.log10(factor);
                if (place >= low - 1e-9 && place <= high + 1e-9) {
                    ticks.add(factor * Math.pow(10, decade));
                }
            }
        }
        return ticks;
    }

    /** 1, 2 or 5 times a power of ten; whole decades on a logarithmic scale. */
    private double step() {
        double raw = (high - low) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double factor = raw / power;
        double step = factor <= 1 ? power : factor <= 2 ? 2 * power : factor <= 5 ? 5 * power : 10 * power;
        return isLogarithmic ? Math.max(1, Math.ceil(step)) : step;
    }

    /** A short number, as SVG text; powers of ten have their exponent raised. */
    String label(double tick) {
        if (isNarrow() && tick >= 1e-3 && tick < 1e5) {
            return new java.math.BigDecimal(String.format(Locale.ROOT, "%.1g", tick))
                    .stripTrailingZeros()
                    .toPlainString();
        }
        if (isLogarithmic) {
            long exponent = (long) Math.floor(Math.log10(tick) + 1e-9);
            long factor = Math.round(tick / Math.pow(10, (double) exponent));
            String times = factor == 1 ? "" : factor + "·";
            return times + "10<tspan dy=\"-4\" font-size=\"8\">" + (exponent < 0 ? "−" : "") + Math.abs(exponent)
                    + "</tspan>";
        }
        double magnitude = Math.max(Math.abs(low), Math.abs(high));
        boolean isPlain = magnitude < 1e5 && magnitude >= 1e-3;
        double step = step();
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        String text = isPlain
                ? String.format(Locale.ROOT, "%." + digits + "f", tick)
                : String.format(Locale.ROOT, "%.2g", tick);
        return text.replace("-", "−");
    }
}
