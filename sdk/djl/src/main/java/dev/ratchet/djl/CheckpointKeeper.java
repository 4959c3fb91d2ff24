/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.training.Trainer;
import dev.ratchet.Run;
import dev.ratchet.djl.internal.track.ParameterFile;
import dev.ratchet.djl.internal.track.Problems;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the checkpoints of one training in its run, and remembers which epoch was best. Used by one thread. */
final class CheckpointKeeper {

    private static final String FOLDER = "checkpoints/";

    private final Run run;
    private final Checkpoints wanted;
    private final Problems problems;
    private final Map<String, Object> index = new LinkedHashMap<>();
    private double best = Double.NaN;
    private int bestEpoch = -1;
    private Map<String, Double> bestValues = Map.of();
    private int kept;
    private @Nullable Path copy;

    CheckpointKeeper(Run run, Checkpoints wanted, Problems problems) {
        this.run = run;
        this.wanted = wanted;
        this.problems = problems;
    }

    /** The epoch whose value was best, counted from 0; -1 when there was none. */
    int bestEpoch() {
        return bestEpoch;
    }

    Map<String, Double> bestValues() {
        return bestValues;
    }

    /** Takes an epoch into account. */
    void epoch(Trainer trainer, int epoch, Map<String, Double> values) throws IOException {
        String metric = !wanted.metric().isEmpty()
                ? wanted.metric()
                : values.containsKey("validate_loss") ? "validate_loss" : "train_loss";
        Double value = values.get(metric);
        if (value == null) {
            problems.say("the best epoch is not known", "there is no '" + metric + "', there are " + values.keySet());
        } else if (!value.isNaN() && (Double.isNaN(best) || wanted.isBetter(value, best))) {
            best = value;
            bestEpoch = epoch;
            bestValues = Map.copyOf(values);
            if (wanted.wanted()) {
                keep(trainer.getModel(), "best", epoch, values);
                if (wanted.restore()) {
                    remember(trainer.getModel());
                }
            }
        }
        if (wanted.every() > 0 && (epoch + 1) % wanted.every() == 0) {
            keep(trainer.getModel(), "recent-" + (kept++ % wanted.keep() + 1), epoch, values);
        }
    }

    private void keep(Model model, String place, int epoch, Map<String, Double> values) throws IOException {
        Path directory = Files.createTempDirectory("ratchet-checkpoint-");
        Path file = directory.resolve(fileName(model));
        try {
            ParameterFile.write(model, Map.of("Epoch", String.valueOf(epoch + 1), "ratchet.run", run.id()), file);
            run.logArtifact(file, FOLDER + place);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("file", place + "/" + fileName(model));
        entry.put("epoch", epoch);
        entry.put("values", values);
        index.put(place, entry);
        run.logJson(index, FOLDER + "index.json");
    }

    private static String fileName(Model model) {
        String name = String.valueOf(model.getName()).replaceAll("[^A-Za-z0-9._-]", "_");
        return (name.isEmpty() ? "model" : name) + "-0000.params";
    }

    private void remember(Model model) throws IOException {
        Path file = copy;
        if (file == null) {
            file = Files.createTempFile("ratchet-best-", ".bin");
            copy = file;
        }
        ParameterFile.copy(model, file);
    }

    /** Gives the network the best parameters back; whether it did. */
    boolean restore(Trainer trainer) throws IOException {
        Path file = copy;
        if (file == null) {
            return false;
        }
        Model model = trainer.getModel();
        boolean trained = model.getBlock().getParameters().values().stream()
                .allMatch(parameter -> Arrays.asList(trainer.getDevices())
                        .contains(parameter.getArray().getDevice()));
        if (!trained) {
            problems.say(
                    "the best parameters are not restored",
                    "the model is on another device than the training; load checkpoints/best");
            return false;
        }
        ParameterFile.restore(file, model);
        return true;
    }

    /** Removes the copy. */
    void close() throws IOException {
        if (copy != null) {
            Files.deleteIfExists(copy);
            copy = null;
        }
    }
}
