/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.transfer;

import dev.ratchet.RatchetException;
import dev.ratchet.UnavailableException;
import dev.ratchet.store.TransferException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Moves many files, a few at a time. Which failure is told does not depend on timing: it is the one that moving them one
 * after the other would have met. For one thread.
 */
public final class ParallelMoves {

    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final String done;
    private final String what;
    private final List<String> names;
    private final Consumer<String> move;
    private final String remedy;
    private final AtomicInteger moved = new AtomicInteger();
    private final AtomicInteger firstFailed = new AtomicInteger(Integer.MAX_VALUE);

    /**
     * Nothing moves yet.
     *
     * @param done what is done to a file that is moved, for people, such as {@code Uploaded}
     * @param what the kind of the names and where they go, such as {@code files to run 1}
     * @param move moves the file of a name; called from several threads, whose interruption should end it
     * @param remedy what to do after a failure
     */
    public ParallelMoves(String done, String what, List<String> names, Consumer<String> move, String remedy) {
        this.done = done;
        this.what = what;
        this.names = names;
        this.move = move;
        this.remedy = remedy;
    }

    /**
     * Moves all, and returns when nothing moves any more. After a failure nothing new begins.
     *
     * @param atOnce how many move at the same time
     * @param reportEvery the time between two reports of how far it is; what takes less has none
     * @throws TransferException with the first failure in the order of the names; a single file's is told as it is
     * @throws UnavailableException when the calling thread is interrupted
     */
    public void run(int atOnce, Duration reportEvery, Consumer<String> report) {
        if (names.size() < 2) {
            names.forEach(move);
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(atOnce, names.size()), ParallelMoves::thread);
        List<Future<?>> futures = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            int index = i;
            futures.add(threads.submit(() -> move(index)));
        }
        Throwable failure;
        int at = 0;
        try {
            long nextReport = System.nanoTime() + reportEvery.toNanos();
            while (at < futures.size()) {
                if (ended(futures.get(at), nextReport - System.nanoTime())) {
                    at++;
                } else {
                    report.accept(count());
                    nextReport = System.nanoTime() + reportEvery.toNanos();
                }
            }
            return;
        } catch (InterruptedException | ExecutionException e) {
            failure = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        } finally {
            // So that nothing is written after the call has returned.
            end(threads);
        }
        throw told(names.get(at), failure);
    }

    private void move(int index) {
        if (index > firstFailed.get()) {
            return;
        }
        boolean succeeded = false;
        try {
            move.accept(names.get(index));
            moved.incrementAndGet();
            succeeded = true;
        } finally {
            if (!succeeded) {
                firstFailed.accumulateAndGet(index, Math::min);
            }
        }
    }

    private static boolean ended(Future<?> item, long nanos) throws InterruptedException, ExecutionException {
        try {
            item.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private RatchetException told(String name, Throwable failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new UnavailableException("The thread was interrupted. " + count() + ". " + remedy, true, failure);
        }
        String missing = count() + "; '" + name + "' is the first that is missing: ";
        return failure instanceof RatchetException known
                ? new TransferException(missing + known.getMessage() + " " + remedy, known)
                : new RatchetException(missing + failure, failure);
    }

    private String count() {
        return done + " " + moved.get() + " of " + names.size() + " " + what;
    }

    private static void end(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        threads.shutdownNow();
        try {
            threads.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "ratchet-transfer-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
