/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store.parts;

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

/** Moves the parts of all files of one store, a bounded number at once. Thread-safe. */
public final class PartThreads implements AutoCloseable {

    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    /**
     * Threads that begin with the first part and end when there is none for a while.
     *
     * @param atOnce how many parts move at once, at least 1
     * @param name what the threads' names begin with
     */
    public PartThreads(int atOnce, String name) {
        threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> thread(task, name));
        threads.allowCoreThreadTimeOut(true);
    }

    /** What runs beside the one that began it. */
    public final class Begun {

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

        /**
         * Waits until nothing runs any more, and throws the first failure in the order of the tasks.
         *
         * @throws UnavailableException when the thread is interrupted
         */
        public void await() {
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
        public void stop() {
            failed.set(true);
            futures.forEach(future -> future.cancel(true));
        }
    }

    /** Runs tasks and returns when none runs any more; after a failure nothing new begins, and the first one is thrown. */
    public void run(List<? extends Runnable> tasks) {
        begin(tasks).await();
    }

    /** Begins tasks; each must be awaited or stopped. */
    public Begun begin(List<? extends Runnable> tasks) {
        return new Begun(tasks);
    }

    /** Interrupts what is under way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name + "-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
