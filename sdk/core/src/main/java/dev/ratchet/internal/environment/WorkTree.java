/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Reads the git repository around a directory, without git and without writing. */
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
            FileRepositoryBuilder builder = new FileRepositoryBuilder();
            builder.findGitDir(directory.toAbsolutePath().normalize().toFile());
            if (builder.getGitDir() == null) {
                head.complete(CodeVersion.UNKNOWN);
                all.complete(CodeVersion.UNKNOWN);
                return;
            }
            all.complete(QuietSystemReader.during(() -> read(builder, deadline, head)));
        } catch (IOException | RuntimeException | LinkageError e) {
            head.completeExceptionally(e);
            all.completeExceptionally(e);
        }
    }

    private static CodeVersion read(FileRepositoryBuilder builder, long deadline, CompletableFuture<CodeVersion> head)
            throws IOException {
        try (Repository repository = builder.setMustExist(true).build()) {
            CodeVersion known = head(repository);
            head.complete(known);
            Boolean dirty = repository.isBare() ? null : new TrackedFiles(repository, deadline).differ();
            return new CodeVersion(known.commit(), known.branch(), dirty, known.remote(), SOURCE);
        }
    }

    private static CodeVersion head(Repository repository) throws IOException {
        Ref head = repository.exactRef(Constants.HEAD);
        if (head == null) {
            return new CodeVersion(null, null, null, remote(repository.getConfig(), null), SOURCE);
        }
        ObjectId commit = head.getObjectId();
        String full = head.isSymbolic() ? head.getTarget().getName() : "";
        String branch = full.startsWith(Constants.R_HEADS) ? full.substring(Constants.R_HEADS.length()) : null;
        String remote = remote(repository.getConfig(), branch);
        return new CodeVersion(commit == null ? null : commit.name(), branch, null, remote, SOURCE);
    }

    /** The remote of the branch, else origin, else the only one. */
    private static @Nullable String remote(Config config, @Nullable String branch) {
        String named = branch == null ? null : config.getString("branch", branch, "remote");
        Set<String> remotes = config.getSubsections("remote");
        if (named == null || !remotes.contains(named)) {
            named = remotes.contains("origin") || remotes.isEmpty()
                    ? "origin"
                    : remotes.iterator().next();
        }
        String url = config.getString("remote", named, "url");
        return url == null || url.isBlank() ? null : Remotes.withoutCredentials(url);
    }
}
