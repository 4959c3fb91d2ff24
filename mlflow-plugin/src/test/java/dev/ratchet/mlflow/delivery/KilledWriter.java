/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.delivery;

import dev.ratchet.Ratchet;
import dev.ratchet.Run;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A program that logs without end and says after each call that the call has returned; it waits to be killed. */
final class KilledWriter {

    private KilledWriter() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Ratchet ratchet = Ratchet.builder()
                .environment(Map.of())
                .store(Path.of(args[0]))
                .trackingUri(URI.create(args[1]))
                .open();
        Run run = ratchet.experiment(args[2]).start("killed");
        out.println("run " + run.id());
        run.logParam("depth", 3);
        for (long step = 0; ; step++) {
            run.logMetrics(Map.of("loss", 1.0 / (step + 1), "auc", 0.5), step);
            if (step % 100 == 0) {
                run.logText("step " + step, "notes/" + step + ".txt");
            }
            out.println("step " + step);
        }
    }
}
