/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import dev.ratchet.store.ArtifactStore;
import dev.ratchet.store.StoreProvider;
import dev.ratchet.store.StoreSettings;
import dev.ratchet.store.Stores;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** The measured JVM of {@link ArtifactSpeed}: one large file up and down, by curl and by Ratchet. */
final class LargeTransfers {

    private static final String ROOT = "mlflow-artifacts:/speed";

    private LargeTransfers() {}

    /** The server's name and address, the file, its SHA-256, a folder for downloads, and how many rounds. */
    public static void main(String[] args) throws Exception {
        URI server = URI.create(args[1]);
        Path file = Path.of(args[2]);
        Path folder = Path.of(args[4]);
        String address = server + "/api/2.0/mlflow-artifacts/artifacts/speed/";
        Rounds rounds = new Rounds(Integer.parseInt(args[5]));
        StoreProvider provider = ServiceLoader.load(StoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(one -> one.accepts(server))
                .findFirst()
                .orElseThrow();
        try (Stores stores = provider.open(new StoreSettings(server, server, Map.of()))) {
            ArtifactStore artifacts = stores.artifacts();
            rounds.compare(
                    args[0] + ", up",
                    ArtifactSpeed.GOAL,
                    "curl",
                    () -> curl("--upload-file", file.toString(), address + "curl.bin"),
                    "Ratchet",
                    () -> {
                        artifacts.upload(ROOT, "own.bin", file, args[3]);
                        return true;
                    });
            Path byCurl = folder.resolve("curl.bin");
            Path own = folder.resolve("own.bin");
            rounds.compare(
                    args[0] + ", down",
                    ArtifactSpeed.GOAL,
                    "curl",
                    new Download(byCurl, () -> curl("--output", byCurl.toString(), address + "own.bin")),
                    "Ratchet",
                    new Download(own, () -> {
                        artifacts.download(ROOT, "own.bin", own);
                        return true;
                    }));
            for (Path got : List.of(byCurl, own)) {
                if (Files.mismatch(got, file) >= 0) {
                    throw new IllegalStateException(got + " has other bytes than " + file);
                }
                Files.delete(got);
            }
        }
        System.out.printf(
                "  heap at most %d MB of %d MB, direct memory %d MB%n",
                ManagementFactory.getMemoryPoolMXBeans().stream()
                                .filter(pool -> pool.getType() == MemoryType.HEAP)
                                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                                .sum()
                        >> 20,
                Runtime.getRuntime().maxMemory() >> 20,
                direct() >> 20);
    }

    /**
     * Where a file is already, one way writes over it, the other beside it: new pages of memory for a gigabyte can take
     * longer than the transfer.
     */
    private record Download(Path target, Rounds.Way way) implements Rounds.Way {

        @Override
        public void prepare() throws IOException {
            Files.deleteIfExists(target);
        }

        @Override
        public Object run() throws Exception {
            return way.run();
        }
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static boolean curl(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("curl", "--silent", "--show-error", "--fail", "--noproxy", "*");
        builder.command().addAll(List.of(arguments));
        Process process = builder.inheritIO()
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("curl ended with code " + process.exitValue());
        }
        return true;
    }
}
