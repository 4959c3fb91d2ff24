/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which code runs.
 *
 * @param commit the full commit id; null when unknown
 * @param branch the branch; null when unknown or when no branch is checked out
 * @param dirty whether tracked files differ from the commit; null when unknown
 * @param remote where the repository comes from, without credentials; null when unknown
 * @param source who said so, such as {@code GitHub Actions}, {@code work tree} or {@code git.properties in app.jar}
 */
public record CodeVersion(
        @Nullable String commit,
        @Nullable String branch,
        @Nullable Boolean dirty,
        @Nullable String remote,
        String source) {

    /** Nothing is known. */
    public static final CodeVersion UNKNOWN = new CodeVersion(null, null, null, null, "unknown");

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /**
     * Asks the CI system's variables, then the git work tree that holds the directory, then {@code git.properties} on
     * the class path. What the CI system does not say is taken from the work tree where that is at the same commit.
     * Never throws, and takes at most about two seconds: what is not known by then stays unknown.
     */
    public static CodeVersion detect(Map<String, String> environment, Path directory, ClassLoader loader) {
        return begin(environment, directory, loader).get();
    }

    /** Begins to detect on another thread; the result waits for it. */
    static Supplier<CodeVersion> begin(Map<String, String> environment, Path directory, ClassLoader loader) {
        Supplier<CodeVersion> reading = WorkTree.begin(directory, LIMIT);
        Optional<CodeVersion> ci = CiVariables.read(environment);
        return () -> {
            CodeVersion tree = reading.get();
            if (ci.isPresent()) {
                return ci.get().completedBy(tree);
            }
            return tree.commit != null ? tree : GitProperties.read(loader).orElse(tree);
        };
    }

    private CodeVersion completedBy(CodeVersion tree) {
        if (commit == null || !commit.equals(tree.commit)) {
            return this;
        }
        return new CodeVersion(
                commit,
                branch != null ? branch : tree.branch,
                tree.dirty,
                remote != null ? remote : tree.remote,
                source);
    }

    /** The id when it looks like one of a commit, in lower case; null for everything else. */
    static @Nullable String commitId(@Nullable String text) {
        return text != null && text.matches("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}") ? text.toLowerCase(Locale.ROOT) : null;
    }
}
