/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.distributed;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetBuilder;
import dev.ratchet.Run;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * One process of a training: logs a metric over and over until its standard input ends, and says {@code step <n>} now and
 * then for a value whose log call has returned.
 */
final class Rank {

    private static final int STEPS_PER_LINE = 25;

    private Rank() {}

    /** Arguments: the rank, the store, the server or {@code local}, and the run, which rank 0 begins by that name. */
    public static void main(String[] args) throws Exception {
        int rank = Integer.parseInt(args[0]);
        RatchetBuilder builder = Ratchet.builder()
                .environment(Map.of())
                .store(Path.of(args[1]))
                .probeTimeout(Duration.ofMinutes(1))
                .createTimeout(Duration.ofMinutes(1))
                .closeTimeout(Duration.ofMinutes(1))
                .systemMetrics(Duration.ofMillis(200))
                .systemMetricsNode("rank-" + rank);
        if (args[2].equals("local")) {
            builder.localOnly();
        } else {
            builder.trackingUri(URI.create(args[2]));
        }
        try (Ratchet ratchet = builder.open();
                Run run = rank == 0 ? ratchet.experiment(args[3]).start("distributed") : ratchet.attach(args[3])) {
            System.out.println("run " + run.mlflowRunId().orElse(run.id()));
            log(run, rank);
            run.complete();
        }
        System.out.println("over");
    }

    private static void log(Run run, int rank) throws Exception {
        AtomicBoolean end = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // Ends as well.
            }
            end.set(true);
        });
        reader.setDaemon(true);
        reader.start();
        run.logParam("rank-" + rank + ".pid", ProcessHandle.current().pid());
        run.logParam("shared", "the same of all");
        run.logText("hello from " + rank, "rank-" + rank + "/hello.txt");
        for (int step = 0; !end.get(); step++) {
            run.logMetric("rank-" + rank + "/loss", 1.0 / (step + 1), step);
            if (step % STEPS_PER_LINE == 0) {
                System.out.println("step " + step);
            }
            // Not as fast as a disk can: what is logged must be delivered as well.
            LockSupport.parkNanos(2_000_000);
        }
    }
}
