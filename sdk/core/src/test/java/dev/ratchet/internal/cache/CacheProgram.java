/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import dev.ratchet.internal.config.ModelCacheSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that takes a package. Arguments: the directory of a test, the package, and what it does: {@code hang} in the
 * download for ever, {@code wait} in it for the file "go", {@code use} what it got until it is killed, {@code end}.
 */
final class CacheProgram {

    static final long LIMIT = 1500;

    private CacheProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[0]);
        FolderArtifacts server = new FolderArtifacts(directory.resolve("server"));
        server.before(path -> {
            if (path.endsWith("weights.bin") && arguments[2].equals("hang")) {
                System.out.println("HANGS");
                LockSupport.park();
                throw FolderArtifacts.broken();
            } else if (path.endsWith("weights.bin") && arguments[2].equals("wait")) {
                System.out.println("WAITS");
                while (!Files.exists(directory.resolve("go"))) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        });
        Lease lease = of(directory).get(server.source(arguments[1]));
        System.out.println("GOT " + server.requests());
        if (arguments[2].equals("use")) {
            new CountDownLatch(1).await();
        }
        lease.close();
    }

    static Packages of(Path directory) {
        return new Packages(
                Optional.of(new ModelCacheSettings(directory.resolve("cache"), LIMIT)),
                directory.resolve("scratch"),
                Clock.systemUTC());
    }
}
