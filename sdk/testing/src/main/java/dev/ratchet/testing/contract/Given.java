/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.store.ExperimentRecord;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewModel;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionRecord;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What the tests of contracts begin with. */
final class Given {

    private static final long START = 1_700_000_000_000L;

    private Given() {}

    static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    static ExperimentRecord experiment(Stores stores) {
        return stores.tracking().createExperiment(unique("contract"));
    }

    static RunRecord run(Stores stores) {
        return run(stores, experiment(stores).id());
    }

    static RunRecord run(Stores stores, String experimentId) {
        return stores.tracking().createRun(new NewRun(experimentId, unique("run"), "a run", START, Map.of()));
    }

    static NewModel newModel(RunRecord run, String name) {
        return new NewModel(run.experimentId(), run.id(), unique("model"), name, Map.of(), Map.of());
    }

    /** A model whose files are there, as far as the tracking store is told. */
    static ModelRecord model(Stores stores) {
        ModelRecord model = stores.tracking().createModel(newModel(run(stores), "model"));
        stores.tracking().finishModel(model, mlmodel(model));
        return model;
    }

    /** The model's next version under that name. */
    static VersionRecord version(Stores stores, String name, ModelRecord model) {
        return stores.registry().createVersion(new NewVersion(name, unique("version"), model, Map.of(), ""));
    }

    /** The least that an MLmodel has to say. */
    static String mlmodel(ModelRecord model) {
        return """
                {"run_id": "%s", "artifact_path": "%s", "utc_time_created": "2026-11-21 08:00:31.062044",
                 "model_uuid": "%s", "flavors": {"python_function": {"loader_module": "none"}}}
                """.formatted(
                        model.runId(),
                        model.artifactPath(),
                        UUID.randomUUID().toString().replace("-", ""));
    }

    static MetricPoint point(String key, double value, long timestamp, long step) {
        return new MetricPoint(key, value, timestamp, step);
    }

    /** Runs a task on several threads at once and gives all results. */
    static <T> List<T> atOnce(int threads, Callable<T> task) throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(task));
            }
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("A thread failed: " + e.getCause(), e.getCause());
        } finally {
            executor.shutdown();
            if (!executor.awaitTermination(60, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        }
    }
}
