package dev.nadir.numeric.homotopy.track;

import dev.nadir.base.InternalErrorException;
import dev.nadir.numeric.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Independent paths on some threads. Whichever thread follows a path, its end stands in its place, so that the result
 * does not depend on the number of threads.
 *
 * @param threads how many threads
 * @param progress may end the work; what is not begun then is missing from the result
 */
public record ParallelPaths(int threads, Progress progress) {

    /**
     * Applies a function to each start.
     *
     * @param workers makes the function of one thread, with a workspace of its own
     * @return the results in the order of the starts
     * @throws CancelledException if the progress ended the work
     */
    public <A, B> List<B> all(List<A> starts, Supplier<Function<A, B>> workers) throws CancelledException {
        List<B> done = begun(starts, workers).stream().flatMap(Optional::stream).toList();
        if (done.size() < starts.size()) {
            throw new CancelledException();
        }
        return done;
    }

    /** The same with the results that there are when the work ends, and nothing in the place of the others. */
    public <A, B> List<Optional<B>> begun(List<A> starts, Supplier<Function<A, B>> workers) {
        AtomicReferenceArray<B> results = new AtomicReferenceArray<>(starts.size());
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            Function<A, B> function = workers.get();
            for (int i = next.getAndIncrement(); i < starts.size(); i = next.getAndIncrement()) {
                if (progress.isCancelled() || Thread.currentThread().isInterrupted()) {
                    return;
                }
                results.set(i, function.apply(starts.get(i)));
            }
        };
        int used = Math.min(threads, starts.size());
        if (used <= 1) {
            worker.run();
        } else {
            onThreads(worker, used);
        }
        List<Optional<B>> list = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            list.add(Optional.ofNullable(results.get(i)));
        }
        return list;
    }

    /** The same paths for a search that leaves time for what comes after it. */
    public ParallelPaths untilHalfSpent() {
        return new ParallelPaths(threads, new Progress() {
            @Override
            public void advanced(int done, int total) {
                progress.advanced(done, total);
            }

            @Override
            public boolean isCancelled() {
                return progress.isHalfSpent();
            }
        });
    }

    private static void onThreads(Runnable worker, int count) {
        ExecutorService executor = Executors.newFixedThreadPool(count - 1);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int k = 1; k < count; k++) {
                futures.add(executor.submit(worker));
            }
            worker.run();
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (InterruptedException e) {
            // What is missing from the results says that the work was ended.
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new InternalErrorException("a thread that followed paths failed: " + e.getCause(), e);
        } finally {
            executor.shutdownNow();
        }
    }

    /** The work was ended before it was finished. */
    public static final class CancelledException extends Exception {

        private static final long serialVersionUID = 1L;
    }
}
