/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class WorkTreeTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private CodeVersion read(Path path) {
        return WorkTree.read(path, LIMIT);
    }

    @Test
    void read_knowsNothing_outsideOfARepository() {
        assertThat(read(directory)).isEqualTo(CodeVersion.UNKNOWN);
        assertThat(read(directory.resolve("missing"))).isEqualTo(CodeVersion.UNKNOWN);
    }

    @Test
    void read_tellsCommitBranchAndRemote_fromAnyDirectoryInTheTree() {
        String commit = Repositories.withCommit(directory);
        remote("upstream", "https://host.example/up.git");
        remote("origin", "https://me:secret@host.example/team/repo.git");

        assertThat(read(directory.resolve("dir")))
                .isEqualTo(
                        new CodeVersion(commit, "main", false, "https://host.example/team/repo.git", WorkTree.SOURCE));
    }

    @Test
    void read_prefersTheBranchesOwnRemote() {
        Repositories.withCommit(directory);
        remote("origin", "git@host.example:origin.git");
        remote("upstream", "git@host.example:up.git");
        Repositories.in(directory, git -> {
            StoredConfig config = git.getRepository().getConfig();
            config.setString("branch", "main", "remote", "upstream");
            config.save();
            return config;
        });

        assertThat(read(directory).remote()).isEqualTo("git@host.example:up.git");
    }

    @Test
    void read_hasNoBranch_whenTheHeadIsDetached() {
        String first = Repositories.withCommit(directory);
        Repositories.write(directory.resolve("c.txt"), "c");
        Repositories.commit(directory);
        Repositories.in(directory, git -> git.checkout().setName(first).call());

        CodeVersion version = read(directory);
        assertThat(version.commit()).isEqualTo(first);
        assertThat(version.branch()).isNull();
        assertThat(version.dirty()).isFalse();
    }

    @Test
    void read_hasNoCommit_inAnEmptyRepository() {
        Repositories.init(directory);

        assertThat(read(directory)).isEqualTo(new CodeVersion(null, "main", false, null, WorkTree.SOURCE));
    }

    @Test
    void read_doesNotSayWhetherDirty_inABareRepository() throws IOException {
        Path source = Files.createDirectory(directory.resolve("source"));
        String commit = Repositories.withCommit(source);
        Path bare = directory.resolve("bare.git");
        Repositories.in(source, git -> {
            Git.cloneRepository()
                    .setURI(source.toUri().toString())
                    .setDirectory(bare.toFile())
                    .setBare(true)
                    .call()
                    .close();
            return git;
        });

        CodeVersion version = read(bare);
        assertThat(version.commit()).isEqualTo(commit);
        assertThat(version.dirty()).isNull();
    }

    @Test
    void read_worksInAShallowClone() throws IOException {
        Repositories.withCommit(directory);
        Repositories.write(directory.resolve("c.txt"), "c");
        String commit = Repositories.commit(directory);
        Files.writeString(directory.resolve(".git/shallow"), commit + "\n");

        assertThat(read(directory).commit()).isEqualTo(commit);
        assertThat(read(directory).dirty()).isFalse();
    }

    @Test
    void read_worksInALinkedWorkTree() throws IOException {
        Path main = Files.createDirectory(directory.resolve("main"));
        String commit = Repositories.withCommit(main);
        remote(main, "origin", "https://host.example/repo.git");
        Path linked = directory.resolve("linked");
        Path admin = Files.createDirectories(main.resolve(".git/worktrees/linked"));
        Files.writeString(admin.resolve("HEAD"), "ref: refs/heads/topic\n");
        Files.writeString(admin.resolve("commondir"), "../..\n");
        Files.writeString(admin.resolve("gitdir"), linked.resolve(".git") + "\n");
        Files.copy(main.resolve(".git/index"), admin.resolve("index"));
        Files.writeString(main.resolve(".git/refs/heads/topic"), commit + "\n");
        Repositories.write(linked.resolve("a.txt"), "a\n");
        Repositories.write(linked.resolve("dir/b.txt"), "b\n");
        Files.writeString(linked.resolve(".git"), "gitdir: " + admin + "\n");

        assertThat(read(linked.resolve("dir")))
                .isEqualTo(new CodeVersion(commit, "topic", false, "https://host.example/repo.git", WorkTree.SOURCE));
        Repositories.write(linked.resolve("a.txt"), "changed\n");
        assertThat(read(linked).dirty()).isTrue();
        assertThat(read(main).dirty()).isFalse();
    }

    @Test
    void read_worksInASubmodule_andSeesAnotherCommitInIt() throws IOException {
        Path library = Files.createDirectory(directory.resolve("library"));
        String libraryCommit = Repositories.withCommit(library);
        Path app = Files.createDirectory(directory.resolve("app"));
        Repositories.withCommit(app);
        Repositories.in(app, git -> {
            git.submoduleAdd()
                    .setPath("lib")
                    .setURI(library.toUri().toString())
                    .call()
                    .close();
            return git;
        });
        String appCommit = Repositories.commit(app);

        assertThat(read(app.resolve("lib/dir")).commit()).isEqualTo(libraryCommit);
        assertThat(read(app).commit()).isEqualTo(appCommit);
        assertThat(read(app).dirty()).isFalse();
        Repositories.write(app.resolve("lib/c.txt"), "c");
        Repositories.commit(app.resolve("lib"));
        assertThat(read(app).dirty()).isTrue();
    }

    @Test
    void read_isDirty_whenATrackedFileChanges() throws IOException {
        Repositories.withCommit(directory);
        Repositories.write(directory.resolve("dir/b.txt"), "longer than before");
        assertThat(read(directory).dirty()).isTrue();

        // The same size: only the time and the content tell.
        Files.writeString(directory.resolve("dir/b.txt"), "x\n");
        assertThat(read(directory).dirty()).isTrue();

        Files.delete(directory.resolve("dir/b.txt"));
        assertThat(read(directory).dirty()).isTrue();
    }

    @Test
    void read_isDirty_whenAChangeIsStaged() {
        Repositories.withCommit(directory);
        Repositories.write(directory.resolve("new.txt"), "new");
        assertThat(read(directory).dirty()).as("untracked").isFalse();

        Repositories.in(directory, git -> git.add().addFilepattern("new.txt").call());
        assertThat(read(directory).dirty()).as("staged").isTrue();
    }

    @Test
    void read_isDirty_whenOnlyTheExecutableBitChanges() {
        Repositories.withCommit(directory);
        boolean changed = directory.resolve("a.txt").toFile().setExecutable(true);

        assertThat(read(directory).dirty()).isEqualTo(changed && File.separatorChar == '/');
    }

    @Test
    void read_isClean_whenOnlyTheTimeOfAFileChanged() throws IOException {
        Repositories.withCommit(directory);
        Files.setLastModifiedTime(directory.resolve("a.txt"), FileTime.from(Instant.parse("2021-01-01T00:00:00Z")));

        assertThat(read(directory).dirty()).isFalse();
    }

    @Test
    void read_doesNotRunFilterCommands() throws IOException {
        Path trace = directory.resolve("trace");
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Repositories.withCommit(tree);
        Repositories.write(tree.resolve(".gitattributes"), "a.txt filter=mine\n");
        Repositories.commit(tree);
        Repositories.in(tree, git -> {
            StoredConfig config = git.getRepository().getConfig();
            config.setString("filter", "mine", "clean", "touch " + trace);
            config.save();
            return config;
        });
        Files.setLastModifiedTime(tree.resolve("a.txt"), FileTime.from(Instant.parse("2021-01-01T00:00:00Z")));

        assertThat(read(tree).dirty()).isNull();
        assertThat(trace).doesNotExist();
    }

    @Test
    void read_leavesDirtyUnknown_whenTimeIsUp() throws IOException {
        String commit = Repositories.withCommit(directory);
        Repositories.in(directory, git -> {
            assertThat(new TrackedFiles(git.getRepository(), System.nanoTime() - 1).differ())
                    .isNull();
            return git;
        });

        assertThat(WorkTree.read(directory, Duration.ZERO).commit()).isIn(null, commit);
    }

    @Test
    void read_survivesADamagedRepository() throws IOException {
        String commit = Repositories.withCommit(directory);
        Files.writeString(directory.resolve(".git/index"), "rubbish");
        assertThat(read(directory)).isEqualTo(new CodeVersion(commit, "main", null, null, WorkTree.SOURCE));

        Files.writeString(directory.resolve(".git/config"), "[[[rubbish");
        assertThat(read(directory)).isEqualTo(CodeVersion.UNKNOWN);
    }

    private void remote(String name, String url) {
        remote(directory, name, url);
    }

    private static void remote(Path directory, String name, String url) {
        Repositories.in(
                directory,
                git -> git.remoteAdd().setName(name).setUri(new URIish(url)).call());
    }
}
