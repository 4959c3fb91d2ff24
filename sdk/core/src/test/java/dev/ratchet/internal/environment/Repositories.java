/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Makes git repositories, without leaving JGit's traces in the home directory. */
final class Repositories {

    private static final PersonIdent SOMEBODY = new PersonIdent("Some Body", "some@body.example");

    private Repositories() {}

    interface GitWork<T> {
        T run(Git git) throws Exception;
    }

    /** Does something in the repository at that place. */
    static <T> T in(Path directory, GitWork<T> work) {
        try {
            return QuietSystemReader.during(() -> {
                try (Git git = Git.open(directory.toFile())) {
                    return work.run(git);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static void init(Path directory) {
        try {
            QuietSystemReader.during(() -> {
                try (Git git = Git.init()
                        .setDirectory(directory.toFile())
                        .setInitialBranch("main")
                        .call()) {
                    return git.getRepository().isBare();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A repository with the files a.txt and dir/b.txt in one commit, whose id is returned. */
    static String withCommit(Path directory) {
        init(directory);
        write(directory.resolve("a.txt"), "a\n");
        write(directory.resolve("dir/b.txt"), "b\n");
        return commit(directory);
    }

    /** Commits everything and returns the id. */
    static String commit(Path directory) {
        return in(directory, git -> {
            git.add().addFilepattern(".").call();
            return git.commit()
                    .setMessage("change")
                    .setAuthor(SOMEBODY)
                    .setCommitter(SOMEBODY)
                    .setSign(false)
                    .call()
                    .name();
        });
    }

    /** Writes a file that looks as if written long before the index, so that only a change is suspicious. */
    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-02-02T02:02:02Z")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
