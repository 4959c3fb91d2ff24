/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.RatchetException;
import dev.ratchet.data.internal.arrow.BatchSource;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work on the blocks of a source by all cores, a bounded number of blocks at a time, results in order. */
final class ParallelBlocks {

    /** Work on a column of a block; called by several threads. */
    interface Work<R> {
        R of(Blocks.Block block, int column);
    }

    /** Work that was given out. Closing waits for all of it, also when some failed, before the memory is freed. */
    private record Pending<R>(Blocks.Block block, List<Future<R>> results) implements AutoCloseable {

        @Override
        public void close() {
            results.forEach(ParallelBlocks::waitFor);
            block.close();
        }
    }

    private ParallelBlocks() {}

    /**
     * Runs the work for each of the first {@code columns} numbers on each block.
     *
     * @param columns the columns; 1 for work on whole blocks
     * @return the results by column
     */
    static <R> List<List<R>> run(BatchSource source, int columns, int threads, Work<R> work) {
        List<List<R>> results = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            results.add(new ArrayList<>());
        }
        ExecutorService workers = Executors.newFixedThreadPool(threads, ParallelBlocks::daemon);
        Deque<Pending<R>> pending = new ArrayDeque<>();
        try (Blocks blocks = new Blocks(source)) {
            for (Blocks.Block block = blocks.next(); block != null; block = blocks.next()) {
                pending.add(submit(workers, block, columns, work));
                if (pending.size() > threads) {
                    collect(pending.remove(), results);
                }
            }
            while (!pending.isEmpty()) {
                collect(pending.remove(), results);
            }
        } finally {
            pending.forEach(Pending::close);
            workers.shutdown();
        }
        return results;
    }

    private static <R> Pending<R> submit(ExecutorService workers, Blocks.Block block, int columns, Work<R> work) {
        List<Future<R>> futures = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            int column = i;
            futures.add(workers.submit(() -> work.of(block, column)));
        }
        return new Pending<>(block, futures);
    }

    private static <R> void collect(Pending<R> pending, List<List<R>> results) {
        try (pending) {
            for (int i = 0; i < results.size(); i++) {
                results.get(i).add(get(pending.results().get(i)));
            }
        }
    }

    private static <R> R get(Future<R> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    // The memory may not be freed while a worker reads it.
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new RatchetException("A digest could not be computed: " + e.getCause(), e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <R> void waitFor(Future<R> future) {
        try {
            Object unused = get(future);
        } catch (RatchetException e) {
            // Reported by whoever asks for the result.
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "ratchet-digest");
        thread.setDaemon(true);
        return thread;
    }
}
