/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.RatchetException;
import dev.ratchet.UnavailableException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Moves the parts of all files of one store, a bounded number at once. */
final class Parts implements AutoCloseable {

    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    Parts(int atOnce) {
        threads = new ThreadPoolExecutor(
                atOnce, atOnce, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Parts::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    /** What runs beside the one that began it. */
    final class Begun {

        private final List<Future<?>> futures = new ArrayList<>();
        private final AtomicBoolean failed;

        private Begun(List<? extends Runnable> tasks) {
            failed = new AtomicBoolean();
            tasks.forEach(task -> futures.add(threads.submit(() -> guarded(task))));
        }

        private void guarded(Runnable task) {
            // After a failure nothing new begins; what is under way ends by itself, so that what it sent is kept.
            if (failed.get()) {
                return;
            }
            boolean succeeded = false;
            try {
                task.run();
                succeeded = true;
            } finally {
                if (!succeeded) {
                    failed.set(true);
                }
            }
        }

        /** Waits until nothing runs any more, and throws the first failure in the order of the tasks. */
        void await() {
            Throwable first = null;
            for (Future<?> future : futures) {
                try {
                    future.get();
                } catch (InterruptedException e) {
                    stop();
                    Thread.currentThread().interrupt();
                    throw new UnavailableException("The thread was interrupted while parts of a file moved.", true, e);
                } catch (CancellationException e) {
                    first = first == null ? e : first;
                } catch (ExecutionException e) {
                    first = first == null && e.getCause() != null ? e.getCause() : first;
                }
            }
            if (first instanceof RuntimeException known) {
                throw known;
            }
            if (first != null) {
                throw new RatchetException("A part of a file could not be moved: " + first, first);
            }
        }

        /** Lets nothing new begin. */
        void stop() {
            failed.set(true);
            futures.forEach(future -> future.cancel(true));
        }
    }

    /** Begins tasks; each must be awaited or stopped. */
    Begun begin(List<? extends Runnable> tasks) {
        return new Begun(tasks);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "ratchet-s3-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
