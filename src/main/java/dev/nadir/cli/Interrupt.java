package dev.nadir.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The user's wish to stop. When it comes, the shutdown waits a moment for the command to write what is finished; the
 * runtime then tells the shell 130 by itself.
 */
final class Interrupt {

    /** Solvers ask once an iteration whether to stop, so that seconds are plenty. */
    private static final long PATIENCE_SECONDS = 10;

    private final AtomicBoolean requested = new AtomicBoolean();
    private final CountDownLatch finished = new CountDownLatch(1);

    private Interrupt() {}

    /** Listens from now on. */
    static Interrupt install() {
        Interrupt interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(new Thread(interrupt::await, "nadir-interrupt"));
        return interrupt;
    }

    boolean isRequested() {
        return requested.get();
    }

    /** The command has written all it had. */
    void finished() {
        finished.countDown();
    }

    private void await() {
        requested.set(true);
        try {
            boolean inTime = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assert inTime || finished.getCount() > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
