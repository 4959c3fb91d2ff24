/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.io.ProcessLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * Packages that all processes of a user share. A package appears when it is whole and verified, is verified again by
 * everyone who takes it, and stays while a living process uses it. Whatever the cache itself cannot do is an {@link
 * IOException}; what the server says goes through.
 */
final class PackageCache {

    private static final Logger LOG = LoggerFactory.getLogger(PackageCache.class);

    /** Downloads take long, and each look costs a file where another class loader of this process holds the lock. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final CacheFolder folder;
    private final long limit;
    private final Clock clock;
    private final Duration patience;

    /**
     * A cache in a folder, which is made by the first download.
     *
     * @param limit how many bytes of packages it may hold
     * @param patience how long one process waits for another's download
     */
    PackageCache(CacheFolder folder, long limit, Clock clock, Duration patience) {
        this.folder = folder;
        this.limit = limit;
        this.clock = clock;
        this.patience = patience;
    }

    /** What can be done with a package now: take it, get it, or, with neither, wait for who gets it. */
    private record Turn(@Nullable Lease cached, @Nullable ProcessLock claim) {}

    /**
     * The package, from the cache or else from the server.
     *
     * @throws IOException when the cache cannot be used, or another process takes too long
     */
    Lease get(PackageSource source) throws IOException {
        folder.make();
        long end = System.nanoTime() + patience.toNanos();
        for (int attempt = 0; ; attempt++) {
            Turn turn = folder.locked(() -> turn(source.key()));
            if (turn.cached() != null) {
                Optional<Lease> verified = verified(source.name(), source.key(), turn.cached());
                if (verified.isPresent()) {
                    confirm(source);
                    return verified.get();
                }
            } else if (turn.claim() != null) {
                return download(source, turn.claim());
            } else {
                if (attempt == 0) {
                    LOG.info("Another process downloads {}; waiting for it.", source.name());
                } else if (System.nanoTime() > end) {
                    throw new IOException("another process has been downloading " + source.name() + " for "
                            + patience.toSeconds() + " seconds");
                }
                CacheFolder.pause(attempt, LONGEST_PAUSE);
            }
        }
    }

    private Turn turn(String key) throws IOException {
        PackageEntry entry = folder.entry(key);
        return entry.exists()
                ? new Turn(lease(entry), null)
                : new Turn(null, ProcessLock.tryAcquire(folder.downloadLock(key)));
    }

    private Lease lease(PackageEntry entry) throws IOException {
        UseMarks.Mark mark = folder.uses().hold(entry.key());
        return new Lease(entry.directory(), true, mark::close);
    }

    /** The package that a server last said an address means, where it is here, whole, and not damaged. */
    Optional<Lease> find(String address) throws IOException {
        if (!knows(address)) {
            return Optional.empty();
        }
        Optional<PackageEntry> entry = folder.locked(() -> latest(address));
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        String key = entry.get().key();
        Optional<Lease> lease =
                folder.locked(() -> entry.get().exists() ? Optional.of(lease(entry.get())) : Optional.empty());
        if (lease.isEmpty()) {
            return lease;
        }
        Optional<Lease> verified = verified(nameOf(entry.get()), key, lease.get());
        if (verified.isPresent()) {
            use(entry.get());
        }
        return verified;
    }

    private static String nameOf(PackageEntry entry) {
        try {
            return entry.readManifest().name();
        } catch (IOException e) {
            return "model " + entry.key();
        }
    }

    /** Whether {@link #find} may find something. */
    boolean knows(String address) {
        try {
            return latest(address).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<PackageEntry> latest(String address) throws IOException {
        return folder.entries().stream()
                .filter(entry -> Files.exists(entry.address(address)))
                .max(Comparator.comparingLong(
                        entry -> entry.address(address).toFile().lastModified()));
    }

    /** Compares a package with its manifest; one that is damaged is thrown away and said. */
    private Optional<Lease> verified(String name, String key, Lease lease) throws IOException {
        PackageEntry entry = folder.entry(key);
        String manifest = "";
        String problem;
        try {
            manifest = FileOps.readText(entry.manifest());
            problem = Manifest.parse(manifest).problem(entry.directory()).orElse("");
        } catch (IOException e) {
            problem = String.valueOf(e.getMessage());
        }
        if (problem.isEmpty()) {
            return Optional.of(lease);
        }
        lease.close();
        LOG.warn("The copy of {} in the cache '{}' is damaged: {}. It is thrown away.", name, folder.root(), problem);
        String damaged = manifest;
        folder.locked(() -> {
            // Another process may have put a good one there meanwhile.
            if (entry.exists() && damaged.equals(textOf(entry.manifest()))) {
                folder.remove(entry);
            }
            return entry;
        });
        return Optional.empty();
    }

    private static String textOf(Path manifest) {
        try {
            return FileOps.readText(manifest);
        } catch (IOException e) {
            return "";
        }
    }

    /** Writes down that the package was used, and which addresses mean it. */
    private void confirm(PackageSource source) {
        PackageEntry entry = folder.entry(source.key());
        use(entry);
        try {
            for (String address : source.addresses()) {
                if (!Files.exists(entry.address(address))) {
                    forget(address);
                }
                entry.confirm(address, clock.millis());
            }
        } catch (IOException e) {
            LOG.debug("'{}' is not found without its server: {}", entry.path(), e.getMessage());
        }
    }

    /** What an address meant before must not come back when the package that it means now is gone. */
    private void forget(String address) throws IOException {
        for (PackageEntry other : folder.entries()) {
            Files.deleteIfExists(other.address(address));
        }
    }

    private void use(PackageEntry entry) {
        try {
            entry.used(clock.millis());
        } catch (IOException e) {
            // The package is good all the same; it may be removed earlier than it should.
            LOG.debug("the use of '{}' is not written down: {}", entry.path(), e.getMessage());
        }
    }

    private Lease download(PackageSource source, ProcessLock claim) throws IOException {
        PackageEntry part = new PackageEntry(folder.downloads().resolve(source.key()));
        try {
            PackageDownload download = PackageDownload.prepare(source);
            if (download.bytes() > limit) {
                throw new IOException(source.name() + " has " + download.bytes() + " bytes, and the cache may hold "
                        + limit + "; RATCHET_MODEL_CACHE_SIZE says how many");
            }
            folder.locked(() -> {
                FileOps.deleteTree(part.path());
                folder.clean();
                new Eviction(folder).makeRoom(download.bytes(), limit);
                return download;
            });
            download.to(part.directory());
            Manifest manifest = Manifest.of(part.directory(), source.name(), source.server(), clock.millis());
            FileOps.forceTree(part.directory());
            FileOps.writeWhole(part.manifest(), manifest.toJson());
            Lease lease = folder.locked(() -> publish(source.key(), part));
            confirm(source);
            return lease;
        } finally {
            finish(part, source.key(), claim);
        }
    }

    private Lease publish(String key, PackageEntry part) throws IOException {
        PackageEntry entry = folder.entry(key);
        Files.createDirectories(folder.packages());
        Files.move(part.path(), entry.path(), StandardCopyOption.ATOMIC_MOVE);
        FileOps.forceDirectory(folder.packages());
        Lease lease = lease(entry);
        new Eviction(folder).makeRoom(0, limit);
        return lease;
    }

    private void finish(PackageEntry part, String key, ProcessLock claim) {
        try {
            folder.locked(() -> {
                FileOps.deleteTree(part.path());
                claim.close();
                return Files.deleteIfExists(folder.downloadLock(key));
            });
        } catch (IOException e) {
            LOG.debug("'{}' stays: {}", part.path(), e.getMessage());
        } finally {
            claim.close();
        }
    }
}
