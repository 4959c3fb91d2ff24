/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.training.Trainer;
import dev.ratchet.Run;
import dev.ratchet.djl.internal.track.Sha256;

import java.nio.file.Path;

/** One short training from a seed; also a program, so that another JVM can do the same. */
final class SeededTraining {

    private SeededTraining() {}

    static String digest(Path store, int seed) throws Exception {
        try (DjlRuns runs = new DjlRuns(store);
                Run run = runs.start("seeded")) {
            DjlSeeds.set(run, seed);
            try (Model model = Blobs.model();
                    TrackedDataset train = Blobs.tracked("blobs", 100, 1)) {
                AutologDjl autolog = AutologDjl.of(run);
                try (Trainer trainer = autolog.trainer(model, Blobs.config())) {
                    trainer.initialize(Blobs.INPUT);
                    autolog.fit(trainer, 3, train, null);
                }
                run.complete();
                return Sha256.of(model.getBlock());
            }
        }
    }

    public static void main(String[] args) throws Exception {
        System.out.println("digest " + digest(Path.of(args[0]), Integer.parseInt(args[1])));
    }
}
