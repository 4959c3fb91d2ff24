/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import dev.ratchet.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The cache among processes, some of which are killed. */
@Timeout(120)
class ProcessesTest {

    @TempDir
    private Path directory;

    private ChildJvm program(String name, String what) throws IOException {
        return ChildJvm.start(CacheProgram.class, directory.toString(), name, what);
    }

    private FolderArtifacts server() {
        return new FolderArtifacts(directory.resolve("server"));
    }

    private CacheFolder folder() {
        return new CacheFolder(directory.resolve("cache"));
    }

    @Test
    void aProcessKilledInTheDownload_leavesNothingThatIsLoaded_andTheNextOneCleansUp() throws Exception {
        FolderArtifacts server = server();
        server.put("b", 10);
        PackageSource source = server.put("a", 100);
        try (ChildJvm killed = program("a", "hang")) {
            killed.await("HANGS");
            killed.kill();
        }
        Path part = folder().downloads().resolve(source.key());
        assertThat(part.resolve("package/MLmodel")).exists();
        assertThat(folder().entries()).isEmpty();

        CacheProgram.of(directory).get(server.source("b")).close();
        assertThat(part).doesNotExist();
        assertThat(CacheFolder.children(folder().downloads())).isEmpty();

        try (Lease lease = CacheProgram.of(directory).get(source)) {
            assertThat(lease.directory().resolve("data/weights.bin")).hasContent("w".repeat(100));
        }
    }

    @Test
    void theSamePackage_isTakenOver_fromAProcessThatWasKilled() throws Exception {
        PackageSource source = server().put("a", 100);
        try (ChildJvm killed = program("a", "hang")) {
            killed.await("HANGS");
            try (ChildJvm waiting = program("a", "end")) {
                waiting.await("[main] INFO dev.ratchet.internal.cache.PackageCache - Another process downloads");
                killed.kill();
                // A listing of two folders, and two files.
                assertThat(waiting.await("GOT ")).isEqualTo("4");
                assertThat(waiting.exitCode()).isZero();
            }
        }
        assertThat(folder().entry(source.key()).exists()).isTrue();
        assertThat(CacheFolder.children(folder().downloads())).isEmpty();
    }

    @Test
    void twoProcessesAtOnce_downloadOnce() throws Exception {
        server().put("a", 100);
        try (ChildJvm first = program("a", "wait")) {
            first.await("WAITS");
            try (ChildJvm second = program("a", "end")) {
                second.await("[main] INFO dev.ratchet.internal.cache.PackageCache - Another process downloads");
                Files.createFile(directory.resolve("go"));
                assertThat(first.await("GOT ")).isEqualTo("4");
                assertThat(second.await("GOT ")).isEqualTo("0");
            }
        }
    }

    @Test
    void whatALivingProcessUses_stays_andGoesWhenItWasKilled() throws Exception {
        FolderArtifacts server = server();
        PackageSource used = server.put("a", 1000);
        server.put("b", 1000);
        server.put("c", 1000);
        try (ChildJvm user = program("a", "use")) {
            user.await("GOT ");
            CacheProgram.of(directory).get(server.source("b")).close();
            assertThat(folder().entry(used.key()).exists()).isTrue();
            assertThat(new CachedPackages(folder().root()).prune(Long.MAX_VALUE).kept())
                    .isEqualTo(1);

            user.kill();
        }
        CacheProgram.of(directory).get(server.source("c")).close();

        assertThat(folder().entry(used.key()).exists()).isFalse();
        assertThat(CacheFolder.children(folder().root().resolve("uses"))).isEmpty();
    }

    @Test
    void aDownloadForOneUse_ofAProcessThatWasKilled_isRemovedByTheNext() throws Exception {
        FolderArtifacts server = server();
        server.put("large", 5000);
        Path temporary = directory.resolve("scratch/temporary");
        try (ChildJvm user = program("large", "use")) {
            user.await("GOT ");
            assertThat(CacheFolder.children(temporary)).hasSize(1);
            user.kill();
        }

        CacheProgram.of(directory).get(server.source("large")).close();

        assertThat(CacheFolder.children(temporary)).isEmpty();
    }
}
