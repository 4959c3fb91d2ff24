/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import dev.ratchet.internal.config.ModelCacheSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PackagesTest {

    @TempDir
    private Path directory;

    private FolderArtifacts server;

    @org.junit.jupiter.api.BeforeEach
    void prepare() {
        server = new FolderArtifacts(directory.resolve("server"));
    }

    private Packages packages(Optional<Path> cache) {
        return new Packages(
                cache.map(place -> new ModelCacheSettings(place, 1500)),
                directory.resolve("scratch"),
                Clock.systemUTC());
    }

    private void assertForOneUse(Packages packages, PackageSource source) throws IOException {
        int before = server.requests();
        Path place;
        try (Lease lease = packages.get(source)) {
            place = lease.directory();
            assertThat(place).startsWith(directory.resolve("scratch"));
            assertThat(place.resolve("MLmodel")).exists();
        }
        assertThat(server.requests() - before).isPositive();
        assertThat(place).doesNotExist();
        assertThat(CacheFolder.children(directory.resolve("scratch/uses"))).isEmpty();
    }

    @Test
    void withoutACache_eachLoadDownloads_andItsFilesGo() throws IOException {
        PackageSource source = server.put("a", 10);
        Packages packages = packages(Optional.empty());

        try (CapturedLog log = new CapturedLog()) {
            assertForOneUse(packages, source);
            assertForOneUse(packages, source);
            assertThat(log.warnings()).isEmpty();
        }
        assertThat(packages.knows("a a")).isFalse();
        assertThat(packages.find("a a")).isEmpty();
    }

    @Test
    void aPackageThatMayChange_isNotKept() throws IOException {
        PackageSource source = server.put("a", 10);
        PackageSource changing = new PackageSource(server, "a", source.server(), source.name(), "", List.of());

        assertForOneUse(packages(Optional.of(directory.resolve("cache"))), changing);
        assertThat(directory.resolve("cache")).doesNotExist();
    }

    @Test
    void aCacheThatCannotBeWritten_isSaidOnce_andEachLoadDownloads() throws IOException {
        PackageSource source = server.put("a", 10);
        Path file = Files.writeString(directory.resolve("file"), "no directory");
        Packages packages = packages(Optional.of(file.resolve("cache")));

        try (CapturedLog log = new CapturedLog()) {
            assertForOneUse(packages, source);
            assertForOneUse(packages, source);
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("cannot be used", file.toString(), "for one use", "RATCHET_MODEL_CACHE");
        }
    }

    @Test
    void aModelThatIsLargerThanTheCache_isSaid_andDownloadedForOneUse() throws IOException {
        PackageSource source = server.put("a", 5000);

        try (CapturedLog log = new CapturedLog()) {
            assertForOneUse(packages(Optional.of(directory.resolve("cache"))), source);
            assertThat(log.warnings()).singleElement().asString().contains("model 'a'", "RATCHET_MODEL_CACHE_SIZE");
        }
    }

    @Test
    void aModelWithoutFiles_isAnError() throws IOException {
        Files.createDirectories(directory.resolve("server/empty"));

        assertThatThrownBy(
                        () -> packages(Optional.of(directory.resolve("cache"))).get(server.source("empty")))
                .hasMessageContaining("model 'empty' has no files at 'empty' on http://server");
    }

    @Test
    void aDownloadForOneUseThatBreaksOff_leavesNothing() throws IOException {
        PackageSource source = server.put("a", 10);
        server.before(path -> {
            throw FolderArtifacts.broken();
        });

        assertThatThrownBy(() -> packages(Optional.empty()).get(source)).hasMessage("the connection broke");

        assertThat(CacheFolder.children(directory.resolve("scratch/temporary"))).isEmpty();
    }
}
