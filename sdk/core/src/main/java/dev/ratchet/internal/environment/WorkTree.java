/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Reads the git repository around a directory, without git and without writing, on a thread of its own. Names no class
 * of JGit, whose loading is most of the work and happens on that thread.
 */
final class WorkTree {

    static final String SOURCE = "work tree";

    private static final Logger LOG = LoggerFactory.getLogger(WorkTree.class);

    private WorkTree() {}

    /**
     * Commit, branch and remote, and whether tracked files differ. A repository without commits has a branch and no
     * commit; a bare one has no answer to {@code dirty}. What is not known within the limit stays unknown: a work tree
     * on a dead network drive must not hold a training up.
     */
    static CodeVersion read(Path directory, Duration limit) {
        return begin(directory, limit).get();
    }

    /** Begins to read on another thread; the result waits for it until the limit. */
    static Supplier<CodeVersion> begin(Path directory, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        CompletableFuture<CodeVersion> head = new CompletableFuture<>();
        CompletableFuture<CodeVersion> all = new CompletableFuture<>();
        Thread thread = new Thread(() -> read(directory, deadline, head, all), "ratchet-work-tree");
        thread.setDaemon(true);
        thread.start();
        return () -> await(all, deadline, await(head, deadline, CodeVersion.UNKNOWN));
    }

    private static CodeVersion await(CompletableFuture<CodeVersion> future, long deadline, CodeVersion otherwise) {
        try {
            return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.debug("The git work tree could not be read in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.debug("The git work tree cannot be read: {}", String.valueOf(e.getCause()));
        }
        return otherwise;
    }

    private static void read(
            Path directory, long deadline, CompletableFuture<CodeVersion> head, CompletableFuture<CodeVersion> all) {
        try {
            all.complete(GitRepository.read(directory, deadline, head));
            // Without a repository nobody has said anything of its head.
            head.complete(CodeVersion.UNKNOWN);
        } catch (IOException | RuntimeException | LinkageError e) {
            head.completeExceptionally(e);
            all.completeExceptionally(e);
        }
    }
}
