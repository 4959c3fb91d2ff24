/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PackageCacheTest {

    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    private Path directory;

    private FolderArtifacts server;
    private CacheFolder folder;

    @org.junit.jupiter.api.BeforeEach
    void prepare() {
        server = new FolderArtifacts(directory.resolve("server"));
        folder = new CacheFolder(directory.resolve("cache"));
    }

    private PackageCache cache(long limit) {
        return cache(limit, Clock.systemUTC());
    }

    private PackageCache cache(long limit, Clock clock) {
        return new PackageCache(folder, limit, clock, Duration.ofSeconds(60));
    }

    private static Clock at(long second) {
        return Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
    }

    private void use(PackageSource source, long limit, long second) throws IOException {
        cache(limit, at(second)).get(source).close();
    }

    private List<String> cached() throws IOException {
        return new Eviction(folder)
                .candidates().stream()
                        .map(Eviction.Candidate::name)
                        .map(name -> name.replaceAll(".*'(.*)'", "$1"))
                        .sorted()
                        .toList();
    }

    private void assertNothingIsLeftBehind() throws IOException {
        assertThat(CacheFolder.children(folder.downloads())).isEmpty();
        assertThat(CacheFolder.children(folder.root().resolve("trash"))).isEmpty();
        assertThat(CacheFolder.children(folder.root().resolve("uses"))).isEmpty();
    }

    @Test
    void get_asksTheServerOnce_andGivesTheSameFilesAgain() throws IOException {
        PackageSource source = server.put("a", 1000);

        try (Lease first = cache(MEBIBYTE).get(source)) {
            int requests = server.requests();
            try (Lease second = cache(MEBIBYTE).get(source)) {
                assertThat(second.directory()).isEqualTo(first.directory());
                assertThat(second.directory().resolve("data/weights.bin")).hasContent("w".repeat(1000));
            }
            assertThat(server.requests()).isEqualTo(requests);
        }
        assertNothingIsLeftBehind();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theCache_isPrivateToTheUser_andSaysThatItIsACache() throws IOException {
        cache(MEBIBYTE).get(server.put("a", 10)).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.root())))
                .isEqualTo("rwx------");
        assertThat(folder.root().resolve("CACHEDIR.TAG"))
                .content()
                .startsWith("Signature: 8a477f597d28d172789f06886806bc55");
    }

    /** Ways in which a package can go bad on a disk. */
    enum Damage {
        BYTE {
            @Override
            void to(PackageEntry entry) throws IOException {
                Files.writeString(entry.directory().resolve("data/weights.bin"), "w".repeat(999) + "x");
            }
        },
        LENGTH {
            @Override
            void to(PackageEntry entry) throws IOException {
                Files.writeString(entry.directory().resolve("data/weights.bin"), "w".repeat(999));
            }
        },
        MISSING {
            @Override
            void to(PackageEntry entry) throws IOException {
                Files.delete(entry.directory().resolve("MLmodel"));
            }
        },
        ADDED {
            @Override
            void to(PackageEntry entry) throws IOException {
                Files.writeString(entry.directory().resolve("data/more.bin"), "x");
            }
        },
        MANIFEST {
            @Override
            void to(PackageEntry entry) throws IOException {
                byte[] text = Files.readAllBytes(entry.manifest());
                Files.writeString(entry.manifest(), new String(text, 0, text.length / 2, StandardCharsets.UTF_8));
            }
        },
        NO_MANIFEST {
            @Override
            void to(PackageEntry entry) throws IOException {
                Files.delete(entry.manifest());
            }
        };

        abstract void to(PackageEntry entry) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedPackage_isThrownAwayWithOneWarning_andGotAgain(Damage damage) throws IOException {
        PackageSource source = server.put("a", 1000);
        cache(MEBIBYTE).get(source).close();
        int requests = server.requests();
        damage.to(folder.entry(source.key()));

        try (CapturedLog log = new CapturedLog();
                Lease lease = cache(MEBIBYTE).get(source)) {
            assertThat(lease.directory().resolve("data/weights.bin")).hasContent("w".repeat(1000));
            assertThat(log.warnings()).singleElement().asString().contains("model 'a'", "damaged", "thrown away");
        }
        assertThat(server.requests()).isEqualTo(2 * requests);
        cache(MEBIBYTE).get(source).close();
        assertThat(server.requests()).isEqualTo(2 * requests);
        assertNothingIsLeftBehind();
    }

    @Test
    void aPackageThatIsNotWhatWasLogged_isNotKept() throws IOException {
        PackageSource source = server.put("a", 10);
        Files.writeString(
                directory.resolve("server/a/MLmodel"), "flavors:\n  test: {}\n  ratchet: {package_digest: '0000'}\n");

        assertThatThrownBy(() -> cache(MEBIBYTE).get(source)).hasMessageContaining("not what was logged");

        assertThat(cached()).isEmpty();
        assertNothingIsLeftBehind();
    }

    @Test
    void aDownloadThatBreaksOff_leavesNothing() throws IOException {
        PackageSource source = server.put("a", 10);
        server.before(path -> {
            if (path.endsWith("weights.bin")) {
                throw FolderArtifacts.broken();
            }
        });

        assertThatThrownBy(() -> cache(MEBIBYTE).get(source)).hasMessage("the connection broke");

        assertThat(cached()).isEmpty();
        assertNothingIsLeftBehind();
    }

    @Test
    void theBound_removesWhatWasNotUsedForLongest() throws IOException {
        use(server.put("a", 1000), 3500, 1);
        use(server.put("b", 1000), 3500, 2);
        use(server.put("c", 1000), 3500, 3);
        use(server.source("a"), 3500, 4);

        use(server.put("d", 1000), 3500, 5);
        assertThat(cached()).containsExactly("a", "c", "d");

        use(server.put("e", 2000), 3500, 6);
        assertThat(cached()).containsExactly("d", "e");
        assertNothingIsLeftBehind();
    }

    @Test
    void theBound_neverRemovesWhatIsInUse() throws IOException {
        try (Lease used = cache(1500, at(1)).get(server.put("a", 1000))) {
            use(server.put("b", 1000), 1500, 2);

            assertThat(cached()).containsExactly("a", "b");
            assertThat(used.directory().resolve("data/weights.bin")).exists();
        }

        use(server.put("c", 100), 1500, 3);
        assertThat(cached()).containsExactly("b", "c");
    }

    @Test
    void aPackageThatIsLargerThanTheCache_isNotKept_andRemovesNothing() throws IOException {
        use(server.put("a", 500), 1000, 1);

        assertThatThrownBy(() -> use(server.put("b", 2000), 1000, 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("model 'b' has 20")
                .hasMessageContaining("may hold 1000")
                .hasMessageContaining("RATCHET_MODEL_CACHE_SIZE");

        assertThat(cached()).containsExactly("a");
    }

    @Test
    void manyThreadsAtOnce_downloadOnce() throws Exception {
        PackageSource source = server.put("a", 1000);
        CountDownLatch all = new CountDownLatch(8);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Path>> directories = java.util.stream.IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> {
                        all.countDown();
                        all.await();
                        try (Lease lease = cache(MEBIBYTE).get(source)) {
                            assertThat(lease.directory().resolve("MLmodel")).exists();
                            return lease.directory();
                        }
                    }))
                    .toList();
            for (Future<Path> future : directories) {
                assertThat(future.get()).isEqualTo(directories.get(0).get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.requests()).isEqualTo(4);
    }

    @Test
    void waitingForAnother_endsAfterItsBound() throws Exception {
        PackageSource source = server.put("a", 1000);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        server.before(path -> {
            begun.countDown();
            await(go);
        });
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Lease> slow = thread.submit(() -> cache(MEBIBYTE).get(source));
            begun.await();

            assertThatThrownBy(() ->
                            new PackageCache(folder, MEBIBYTE, Clock.systemUTC(), Duration.ofMillis(50)).get(source))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another process has been downloading model 'a'");

            go.countDown();
            slow.get().close();
        } finally {
            thread.shutdownNow();
        }
        assertThat(cached()).containsExactly("a");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Test
    void find_givesWhatAnAddressLastMeant() throws IOException {
        PackageSource first = server.put("a", 10);
        PackageSource second = server.put("b", 20);
        List<String> addresses = List.of("models:/x/3");
        assertThat(cache(MEBIBYTE).find("models:/x/3")).isEmpty();
        use(with(first, addresses), MEBIBYTE, 1);
        use(with(second, addresses), MEBIBYTE, 2);

        assertThat(cache(MEBIBYTE).knows("models:/x/3")).isTrue();
        assertThat(cache(MEBIBYTE).knows("models:/x/4")).isFalse();
        try (Lease lease = cache(MEBIBYTE, at(3)).find("models:/x/3").orElseThrow()) {
            assertThat(lease.directory()).isEqualTo(folder.entry(second.key()).directory());
        }
        assertThat(folder.entry(second.key()).lastUsed()).isEqualTo(3000);

        Damage.MANIFEST.to(folder.entry(second.key()));
        assertThat(cache(MEBIBYTE).find("models:/x/3")).isEmpty();
        assertThat(cache(MEBIBYTE).find("models:/x/3")).isEmpty();
        assertNothingIsLeftBehind();
    }

    private static PackageSource with(PackageSource source, List<String> addresses) {
        return new PackageSource(
                source.artifacts(), source.root(), source.server(), source.name(), source.identity(), addresses);
    }

    @Test
    void prune_removesWhatIsNotUsed_andWhatWasUsedLatelyStays() throws IOException {
        use(server.put("a", 1000), MEBIBYTE, 1);
        use(server.put("b", 1000), MEBIBYTE, 100);
        CachedPackages packages = new CachedPackages(folder.root());
        assertThat(packages.contents().models()).isEqualTo(2);
        assertThat(packages.contents().bytes()).isBetween(2000L, 2200L);

        assertThat(packages.prune(50_000).removed()).containsExactly("model 'a'");
        try (Lease lease = cache(MEBIBYTE).get(server.source("b"))) {
            assertThat(packages.prune(Long.MAX_VALUE).kept()).isEqualTo(1);
            assertThat(lease.directory()).exists();
        }
        assertThat(packages.prune(Long.MAX_VALUE).removed()).containsExactly("model 'b'");
        assertThat(packages.contents().models()).isZero();
    }

    @Test
    void aCacheThatIsNotThere_isEmpty_andIsNotMade() {
        CachedPackages packages = new CachedPackages(folder.root());

        assertThat(packages.contents().models()).isZero();
        assertThat(packages.prune(Long.MAX_VALUE).removed()).isEmpty();
        assertThat(folder.root()).doesNotExist();
    }
}
