/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import dev.ratchet.RatchetException;
import dev.ratchet.UnavailableException;
import org.jspecify.annotations.Nullable;

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

/** Moves the parts of all files, a bounded number at once. */
final class PartThreads implements AutoCloseable {

    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    PartThreads(int atOnce) {
        threads = new ThreadPoolExecutor(
                atOnce, atOnce, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), PartThreads::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs tasks and returns when none runs any more; after a failure nothing new begins, and the first one is thrown. */
    void run(List<? extends Runnable> tasks) {
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<?>> futures = new ArrayList<>();
        for (Runnable task : tasks) {
            futures.add(threads.submit(() -> guarded(task, failed)));
        }
        Throwable first = null;
        for (Future<?> future : futures) {
            @Nullable Throwable failure = failure(future, futures);
            first = first == null ? failure : first;
        }
        if (first instanceof RuntimeException known) {
            throw known;
        }
        if (first != null) {
            throw new RatchetException("A part of a file could not be moved: " + first, first);
        }
    }

    private static void guarded(Runnable task, AtomicBoolean failed) {
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

    private static @Nullable Throwable failure(Future<?> future, List<Future<?>> all) {
        try {
            future.get();
            return null;
        } catch (InterruptedException e) {
            all.forEach(other -> other.cancel(true));
            Thread.currentThread().interrupt();
            throw new UnavailableException("The thread was interrupted while parts of a file moved.", true, e);
        } catch (CancellationException e) {
            return e;
        } catch (ExecutionException e) {
            return e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "ratchet-mlflow-part-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
