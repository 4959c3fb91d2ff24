/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.search;

import dev.ratchet.RunStatus;
import dev.ratchet.store.Batch;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.TrackingStore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Runs with ties, with values that are missing, NaN or infinite, and with names that need quotes. */
final class GeneratedRuns {

    static final long BEGIN = 1_700_000_000_000L;

    private static final List<String> SUFFIXES =
            List.of("", " a", " A", " größe", " it's", " \ud83d\ude00", "_x", "%y");

    private final Random random;
    private final TrackingStore store;

    GeneratedRuns(Random random, TrackingStore store) {
        this.random = random;
        this.store = store;
    }

    /** Begins runs, and gives their names. */
    List<String> create(String experimentId, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = String.format(Locale.ROOT, "run-%03d%s", i, Values.any(SUFFIXES, random));
            long start = BEGIN + 1000L * random.nextInt(8);
            RunRecord run = store.createRun(
                    new NewRun(experimentId, "search-" + experimentId + "-" + i, name, start, texts(Values.TAGS)));
            fill(run.id(), start);
            names.add(name);
        }
        return names;
    }

    private void fill(String id, long start) {
        List<MetricPoint> points = new ArrayList<>();
        for (String key : Values.METRICS) {
            for (int step = random.nextInt(4); step > 0; step--) {
                points.add(new MetricPoint(key, Values.any(Values.NUMBERS, random), start + random.nextInt(3), step));
            }
        }
        store.logBatch(id, new Batch(points, texts(Values.PARAMS), Map.of()));
        store.logInputs(id, inputs());
        if (random.nextInt(5) > 0) {
            RunStatus status = Values.any(List.of(RunStatus.FINISHED, RunStatus.FAILED, RunStatus.KILLED), random);
            store.updateRun(id, status, start + 500L * random.nextInt(6));
        }
    }

    private Map<String, String> texts(List<String> keys) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : keys) {
            if (random.nextInt(3) > 0) {
                texts.put(key, Values.any(Values.TEXTS, random));
            }
        }
        return texts;
    }

    private List<DatasetInput> inputs() {
        List<DatasetInput> inputs = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = Values.any(Values.DATASETS, random);
            String digest = Values.any(Values.DIGESTS, random);
            String context = random.nextInt(4) == 0 ? "" : Values.any(Values.CONTEXTS, random);
            if (seen.add(name + "/" + digest)) {
                inputs.add(new DatasetInput(name, digest, "code", "{}", "", "", context));
            }
        }
        return inputs;
    }
}
