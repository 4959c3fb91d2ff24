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

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Asks JGit. */
final class GitRepository {

    private GitRepository() {}

    /** What the repository around the directory says; {@code head} gets it early, without {@code dirty}. */
    static CodeVersion read(Path directory, long deadline, CompletableFuture<CodeVersion> head) throws IOException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder();
        builder.findGitDir(directory.toAbsolutePath().normalize().toFile());
        return builder.getGitDir() == null
                ? CodeVersion.UNKNOWN
                : QuietSystemReader.during(() -> read(builder, deadline, head));
    }

    private static CodeVersion read(FileRepositoryBuilder builder, long deadline, CompletableFuture<CodeVersion> head)
            throws IOException {
        try (Repository repository = builder.setMustExist(true).build()) {
            CodeVersion known = head(repository);
            head.complete(known);
            Boolean dirty = repository.isBare() ? null : new TrackedFiles(repository, deadline).differ();
            return new CodeVersion(known.commit(), known.branch(), dirty, known.remote(), WorkTree.SOURCE);
        }
    }

    private static CodeVersion head(Repository repository) throws IOException {
        Ref head = repository.exactRef(Constants.HEAD);
        if (head == null) {
            return new CodeVersion(null, null, null, remote(repository.getConfig(), null), WorkTree.SOURCE);
        }
        ObjectId commit = head.getObjectId();
        String full = head.isSymbolic() ? head.getTarget().getName() : "";
        String branch = full.startsWith(Constants.R_HEADS) ? full.substring(Constants.R_HEADS.length()) : null;
        String remote = remote(repository.getConfig(), branch);
        return new CodeVersion(commit == null ? null : commit.name(), branch, null, remote, WorkTree.SOURCE);
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
