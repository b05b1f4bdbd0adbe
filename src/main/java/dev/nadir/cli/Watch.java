package dev.nadir.cli;

import dev.nadir.evidence.Watcher;
import java.util.Locale;
import java.util.Optional;

/** Watches a verification: ends it when time is up or the user asks, and draws a progress bar for a person. */
final class Watch implements Watcher {

    private static final int BAR_WIDTH = 24;
    private static final double SECONDS_BETWEEN_DRAWINGS = 0.1;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Session session;
    private final double timeLimit;
    private final long started = System.nanoTime();
    private String task = "";
    private double taskStarted;
    private double lastDrawn;
    private boolean isDrawn;

    Watch(Session session, double timeLimit) {
        this.session = session;
        this.timeLimit = timeLimit;
    }

    @Override
    public synchronized void began(String newTask) {
        task = newTask;
        taskStarted = seconds();
        draw(0, 0);
    }

    @Override
    public synchronized void advanced(int done, int total) {
        if (seconds() - lastDrawn >= SECONDS_BETWEEN_DRAWINGS) {
            draw(done, total);
        }
    }

    @Override
    public Optional<String> stopReason() {
        if (session.isInterrupted().getAsBoolean()) {
            return Optional.of("interrupted before it was decided");
        }
        return seconds() > timeLimit
                ? Optional.of("the time limit of " + number(timeLimit) + " s was reached")
                : Optional.empty();
    }

    @Override
    public boolean isHalfSpent() {
        return session.isInterrupted().getAsBoolean() || seconds() > timeLimit / 2;
    }

    @Override
    public double seconds() {
        return (System.nanoTime() - started) / NANOS_PER_SECOND;
    }

    /** Takes the bar off the screen. */
    synchronized void clear() {
        if (isDrawn) {
            session.console().complain("\r\u001b[K");
            isDrawn = false;
        }
    }

    private void draw(int done, int total) {
        if (!session.console().isTerminal()) {
            return;
        }
        lastDrawn = seconds();
        isDrawn = true;
        StringBuilder line = new StringBuilder("\r\u001b[K").append(task);
        if (total == 0 && done > 0) {
            line.append("  ").append(done).append(" so far");
        }
        if (total > 0) {
            int full = (int) ((long) BAR_WIDTH * done / total);
            line.append("  [")
                    .append("#".repeat(full))
                    .append("-".repeat(BAR_WIDTH - full))
                    .append("] ")
                    .append(done)
                    .append('/')
                    .append(total);
            if (done > 0) {
                double left = (seconds() - taskStarted) / done * (total - done);
                line.append(String.format(Locale.ROOT, "  %.0f s left", left));
            }
        }
        session.console().complain(line.toString());
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
