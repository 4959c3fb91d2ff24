/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.listener.EarlyStoppingListener;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.optimizer.Optimizer;
import dev.ratchet.LoggedModel;
import dev.ratchet.Run;
import dev.ratchet.djl.internal.track.BlockSummary;
import dev.ratchet.djl.internal.track.EpochMeter;
import dev.ratchet.djl.internal.track.GradientNorm;
import dev.ratchet.djl.internal.track.LearningRate;
import dev.ratchet.djl.internal.track.MemoryUse;
import dev.ratchet.djl.internal.track.Problems;
import dev.ratchet.djl.internal.track.Settings;
import dev.ratchet.djl.internal.track.Sha256;
import dev.ratchet.djl.internal.track.TrainerFacts;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Follows one training from callback to callback and logs what there is to see. Holds nothing of a batch after its
 * callback. Nothing here throws into the training. Used by one thread.
 */
final class TrainingFollower {

    static final String DIVERGED = "ratchet.djl.diverged";
    static final String STOPPED = "ratchet.djl.stopped";
    static final String ENDED = "ratchet.djl.ended";

    private static final String ALL = EvaluatorTrainingListener.TRAIN_ALL;

    private final Run run;
    private final AutologDjlOptions options;
    private final Function<Device[], Map<String, Double>> memoryOfDevices;
    private final Problems problems;
    private final CheckpointKeeper checkpoints;
    private final DatasetInputs inputs;
    private final EpochMeter meter = new EpochMeter(System::nanoTime);
    private @Nullable Optimizer optimizer;
    private boolean described;
    private boolean diverged;
    private int epochs;
    private long batches;
    private int finishedAfter = -1;
    private int norms;
    private double normSum;
    private double normMax;
    private boolean lost;
    private Map<String, Double> latest = Map.of();
    private long latestStep;

    TrainingFollower(Run run, AutologDjlOptions options) {
        this(run, options, MemoryUse::of);
    }

    /** Asks the devices for their memory by another way. */
    TrainingFollower(Run run, AutologDjlOptions options, Function<Device[], Map<String, Double>> memoryOfDevices) {
        this.run = run;
        this.options = options;
        this.memoryOfDevices = memoryOfDevices;
        this.problems = new Problems(run);
        this.checkpoints = new CheckpointKeeper(run, options.checkpoints(), problems);
        this.inputs = new DatasetInputs(run, options, problems);
    }

    // ---- before

    void begin(Trainer trainer) {
        problems.guard("the training's settings are not logged", () -> {
            run.setTag("mlflow.autologging", "djl");
            if (optimizer == null) {
                optimizer = TrainerFacts.optimizer(trainer);
            }
            run.logParams(TrainerFacts.of(trainer, optimizer));
            if (trainer.getDevices().length > 1 && trainer.getExecutorService().isPresent()) {
                problems.say(
                        "values may be of unfinished batches",
                        "EasyTrain does not wait for its executor's threads when there are several devices; train without"
                                + " an executor service");
            }
        });
        meter.begin();
    }

    void optimizer(Optimizer known) {
        this.optimizer = known;
    }

    void datasets(Dataset training, @Nullable Dataset validation, NDManager manager) {
        inputs.log(training, validation, manager);
    }

    /** Logs what only a whole training knows beforehand. */
    void plan(Trainer trainer, int plannedEpochs, Dataset training, @Nullable Dataset validation) {
        if (epochs == 0) {
            run.logParam("epochs", plannedEpochs);
        }
        inputs.log(training, validation, trainer.getManager());
        meter.begin();
    }

    // ---- while training

    /** Only the batch's numbers are looked at; its arrays are DJL's. A loop of one's own may have no batch to show. */
    void trainingBatch(Trainer trainer, @Nullable Batch batch) {
        if (!described) {
            described = true;
            problems.guard("the network is not described", () -> describe(trainer, batch));
        }
        meter.trainingBatch(batch == null ? 0 : batch.getSize());
        batches++;
        problems.guard("the values of a batch are not logged", () -> batchValues(trainer));
    }

    private void describe(Trainer trainer, @Nullable Batch batch) {
        BlockSummary summary = BlockSummary.of(trainer.getModel().getBlock());
        Map<String, Object> params = new LinkedHashMap<>();
        if (batch != null && !inputs.knowBatchSize()) {
            params.put("batch_size", batch.getSize());
        }
        if (batch != null && !inputs.knowSize()) {
            params.put("train_dataset.size", batch.getProgressTotal());
        }
        params.put("parameters_trainable", summary.trainable());
        params.put("parameters_frozen", summary.frozen());
        params.put("parameters_running", summary.running());
        params.put("initializers", summary.initializers());
        params.put("data_type", trainer.getModel().getDataType());
        run.logParams(params);
        run.logText(summary.text(), "model_summary.txt");
    }

    private void batchValues(Trainer trainer) {
        if (!diverged && Float.isNaN(trainer.getLoss().getAccumulator(ALL))) {
            diverged();
        }
        Map<String, Double> norm = new LinkedHashMap<>();
        if (options.gradientNorms()) {
            problems.guard("the gradient's norm is not logged", () -> {
                double length = GradientNorm.of(trainer.getModel().getBlock());
                norms++;
                normSum += length;
                normMax = Math.max(normMax, length);
                norm.put("train_all_gradient_norm", length);
            });
        }
        if (options.everyBatches() > 0 && batches % options.everyBatches() == 0) {
            Map<String, Double> values = new LinkedHashMap<>();
            for (Evaluator evaluator : trainer.getEvaluators()) {
                values.put(
                        EvaluatorTrainingListener.metricName(evaluator, ALL), (double) evaluator.getAccumulator(ALL));
            }
            values.putAll(norm);
            run.logMetrics(values, batches);
        }
    }

    private void diverged() {
        diverged = true;
        run.setTag(DIVERGED, "the loss is not a number since epoch " + epochs + ", batch " + (meter.batches() - 1));
    }

    void validationBatch() {
        meter.validationBatch();
    }

    void epoch(Trainer trainer) {
        problems.guard("the values of an epoch are not logged", () -> epochValues(trainer));
        problems.guard("an epoch's time and gradients are not logged", this::measuredValues);
        problems.guard("the learning rate is not logged", this::learningRate);
        problems.guard("the memory of the process is not logged", () -> run.logMetrics(MemoryUse.now(), epochs));
        problems.guard(
                "the memory of the devices is not logged",
                () -> run.logMetrics(memoryOfDevices.apply(trainer.getDevices()), epochs));
        problems.guard("a checkpoint is not kept", () -> checkpoints.epoch(trainer, epochs, latest));
        epochs++;
        norms = 0;
        normSum = 0;
        normMax = 0;
        meter.begin();
    }

    private void epochValues(Trainer trainer) {
        Map<String, Double> values = evaluations(trainer);
        latest = Map.copyOf(values);
        latestStep = epochs;
        lost = latest.getOrDefault("train_loss", 0.0).isNaN();
        run.logMetrics(values, epochs);
    }

    private void measuredValues() {
        Map<String, Double> values = new LinkedHashMap<>(meter.values());
        if (norms > 0) {
            values.put("gradient_norm", normSum / norms);
            values.put("gradient_norm_max", normMax);
        }
        run.logMetrics(values, epochs);
    }

    private void learningRate() {
        if (optimizer != null) {
            LearningRate.lastOf(optimizer).ifPresent(rate -> run.logMetrics(Map.of("learning_rate", rate), epochs));
        }
    }

    /** What DJL computed: without validation there is no such value, and the loss comes once, as {@code train_loss}. */
    private Map<String, Double> evaluations(Trainer trainer) {
        String loss = trainer.getLoss().getName();
        boolean namesake = trainer.getEvaluators().stream()
                .anyMatch(other -> other != trainer.getLoss() && other.getName().equals(loss));
        Map<String, Double> values = new LinkedHashMap<>();
        trainer.getTrainingResult().getEvaluations().forEach((key, value) -> {
            boolean known = key.startsWith("validate_") ? meter.validated() : meter.batches() > 0;
            boolean twice = !namesake && (key.equals("train_" + loss) || key.equals("validate_" + loss));
            if (known && (!twice || loss.equals("loss"))) {
                values.put(key, (double) value);
            }
        });
        return values;
    }

    // ---- after

    void stoppedEarly(EarlyStoppingListener.EarlyStoppedException stop) {
        run.setTag(STOPPED, "after epoch " + (epochs - 1) + ": " + stop.getMessage());
        run.logMetric("stopped_epoch", epochs - 1);
    }

    /** The end of what {@link AutologDjl#fit} was asked for. */
    void finish(Trainer trainer) {
        problems.guard("the best parameters are not restored", () -> {
            if (checkpoints.restore(trainer)) {
                run.logMetric("restored_epoch", checkpoints.bestEpoch());
                latest = checkpoints.bestValues();
                latestStep = epochs;
                run.logMetrics(latest, latestStep);
            }
        });
        conclude(trainer);
    }

    /** Whether the loss of the last epoch that was trained is not a number, whatever was restored since. */
    boolean isLost() {
        return lost;
    }

    /** The trainer is closed, which says nothing about success. */
    void end(Trainer trainer) {
        problems.guard("the training's end is not logged", () -> {
            if (!diverged && lossIsNaN(trainer)) {
                diverged();
            }
            if (meter.batches() > 0) {
                run.setTag(
                        ENDED,
                        "in epoch " + epochs + ", after " + meter.batches()
                                + " batches: that epoch's values are not logged");
            }
            conclude(trainer);
        });
        problems.guard("the copy of the best parameters is not removed", checkpoints::close);
    }

    /** DJL's divergence listener throws before a listener behind it sees the batch. */
    private static boolean lossIsNaN(Trainer trainer) {
        Object counts = Settings.field(trainer.getLoss(), "totalInstances");
        return counts instanceof Map<?, ?> instances
                && instances.get(ALL) instanceof Long count
                && count > 0
                && Float.isNaN(trainer.getLoss().getAccumulator(ALL));
    }

    private void conclude(Trainer trainer) {
        if (finishedAfter == epochs) {
            return;
        }
        finishedAfter = epochs;
        problems.guard("the training's end is not logged", () -> {
            run.logMetric("trained_epochs", epochs);
            if (checkpoints.bestEpoch() >= 0) {
                run.logMetric("best_epoch", checkpoints.bestEpoch());
            }
            Block block = trainer.getModel().getBlock();
            if (block.isInitialized()) {
                run.setTag("ratchet.djl.parameters", "sha256:" + Sha256.of(block));
            }
        });
    }

    /** Links the values of the network as it is now to its logged model. */
    void link(LoggedModel model) {
        for (boolean validation : new boolean[] {false, true}) {
            Map<String, Double> values = new LinkedHashMap<>();
            latest.forEach((key, value) -> {
                if (key.startsWith("validate_") == validation) {
                    values.put(key, value);
                }
            });
            model.logMetrics(values, latestStep, inputs.identity(validation));
        }
    }
}
