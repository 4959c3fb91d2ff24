/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import dev.ratchet.internal.io.FileOps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Packages that are downloaded for one use and removed after it: when their lease is closed, at the end of the process,
 * or, where it was killed, by the next process that downloads here.
 */
final class TemporaryPackages {

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryPackages.class);
    private static final Set<Lease> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> OPEN.forEach(Lease::close), "ratchet-temporary-packages"));
    }

    private final CacheFolder folder;

    TemporaryPackages(CacheFolder folder) {
        this.folder = folder;
    }

    /**
     * Downloads the package.
     *
     * @throws IOException when it cannot be written
     */
    Lease get(PackageSource source) throws IOException {
        folder.make();
        PackageDownload download = PackageDownload.prepare(source);
        String id = UUID.randomUUID().toString();
        Path directory = temporary().resolve(id);
        UseMarks.Mark mark = folder.locked(() -> {
            clean();
            return folder.uses().hold(id);
        });
        Lease[] self = new Lease[1];
        Lease lease = new Lease(directory, true, () -> {
            delete(directory);
            mark.close();
            OPEN.remove(self[0]);
        });
        self[0] = lease;
        OPEN.add(lease);
        boolean whole = false;
        try {
            download.to(directory);
            whole = true;
            return lease;
        } finally {
            if (!whole) {
                lease.close();
            }
        }
    }

    private Path temporary() {
        return folder.root().resolve("temporary");
    }

    private void clean() throws IOException {
        for (Path left : CacheFolder.children(temporary())) {
            if (!folder.uses().isUsed(left.getFileName().toString())) {
                delete(left);
            }
        }
    }

    private static void delete(Path directory) {
        try {
            FileOps.deleteTree(directory);
        } catch (IOException e) {
            LOG.debug("'{}' stays for now: {}", directory, e.getMessage());
        }
    }
}
