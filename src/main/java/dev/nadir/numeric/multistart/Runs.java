package dev.nadir.numeric.multistart;

import dev.nadir.base.InternalErrorException;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Numbered runs on some threads. Whichever thread takes a run, its result stands in its place. */
final class Runs {

    private final int count;
    private final int threads;
    private final Progress progress;

    Runs(int count, int threads, Progress progress) {
        this.count = count;
        this.threads = threads;
        this.progress = progress;
    }

    /** One run; the objective belongs to the thread. */
    interface Run {
        Point run(Objective objective, int index, BooleanSupplier isCancelled);
    }

    /** The results in the order of the numbers. An interrupt of the calling thread cancels the rest and stays set. */
    List<Point> all(Supplier<Objective> objectives, Run run) {
        AtomicReferenceArray<Point> results = new AtomicReferenceArray<>(count);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        AtomicBoolean isInterrupted = new AtomicBoolean();
        BooleanSupplier isCancelled =
                () -> isInterrupted.get() || Thread.currentThread().isInterrupted() || progress.isCancelled();
        Runnable worker = () -> {
            Objective objective = objectives.get();
            for (int index = next.getAndIncrement(); index < count; index = next.getAndIncrement()) {
                results.set(index, run.run(objective, index, isCancelled));
                progress.advanced(done.incrementAndGet(), count);
            }
        };
        if (threads == 1) {
            worker.run();
        } else {
            onThreads(worker, isInterrupted);
        }
        List<Point> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(results.get(i));
        }
        return list;
    }

    private void onThreads(Runnable worker, AtomicBoolean isInterrupted) {
        ExecutorService executor = Executors.newFixedThreadPool(Math.min(threads, count));
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int k = 0; k < Math.min(threads, count); k++) {
                futures.add(executor.submit(worker));
            }
            for (Future<?> future : futures) {
                await(future, isInterrupted);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static void await(Future<?> future, AtomicBoolean isInterrupted) {
        boolean wasInterrupted = false;
        while (true) {
            try {
                future.get();
                break;
            } catch (InterruptedException e) {
                // The runs notice at their next iteration; their results are still collected.
                isInterrupted.set(true);
                wasInterrupted = true;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new InternalErrorException("a run of a search failed: " + e.getCause(), e);
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
