/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import ai.djl.engine.Engine;
import ai.djl.training.Trainer;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.listener.EarlyStoppingListener;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.optimizer.Optimizer;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a trainer was given, as params. */
public final class TrainerFacts {

    private TrainerFacts() {}

    /** The params; those of the optimizer are missing where it is not known. */
    public static Map<String, String> of(Trainer trainer, @Nullable Optimizer optimizer) {
        Map<String, String> params = new LinkedHashMap<>(ofEngine(trainer));
        params.putAll(Settings.of("loss", trainer.getLoss()));
        params.put(
                "evaluators",
                trainer.getEvaluators().stream()
                        .filter(evaluator -> evaluator != trainer.getLoss())
                        .map(Evaluator::getName)
                        .collect(Collectors.joining(", ", "[", "]")));
        if (optimizer != null) {
            params.putAll(Settings.of("optimizer", optimizer));
            for (String first : List.of("value", "baseValue")) {
                String rate = params.get("optimizer.learningRateTracker." + first);
                if (rate != null) {
                    params.putIfAbsent("learning_rate", rate);
                }
            }
        }
        for (TrainingListener listener : listeners(trainer)) {
            if (listener instanceof EarlyStoppingListener) {
                params.putAll(Settings.of("early_stopping", listener));
            }
        }
        return params;
    }

    private static Map<String, String> ofEngine(Trainer trainer) {
        Engine engine = trainer.getManager().getEngine();
        Map<String, String> params = new LinkedHashMap<>();
        params.put("engine", engine.getEngineName());
        params.put("engine_version", engine.getVersion());
        params.put("djl_version", Engine.getDjlVersion());
        params.put(
                "devices",
                Arrays.stream(trainer.getDevices()).map(String::valueOf).collect(Collectors.joining(", ")));
        params.put("seed", engine.getSeed() == null ? "None" : String.valueOf(engine.getSeed()));
        Threads.of(engine).ifPresent(threads -> params.put("num_threads", threads));
        return params;
    }

    /** The trainer's listeners in order. */
    public static List<TrainingListener> listeners(Trainer trainer) {
        List<TrainingListener> listeners = new ArrayList<>();
        trainer.notifyListeners(listeners::add);
        return listeners;
    }

    /** The trainer does not give its optimizer away; the parameter server that updates by it has it. */
    public static @Nullable Optimizer optimizer(Trainer trainer) {
        Object store = Settings.field(trainer, "parameterStore");
        Object server = store == null ? null : Settings.field(store, "parameterServer");
        Object found = server == null ? null : Settings.field(server, "optimizer");
        return found instanceof Optimizer known ? known : null;
    }
}
