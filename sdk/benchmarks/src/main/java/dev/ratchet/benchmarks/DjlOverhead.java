/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.loss.Loss;
import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.djl.AutologDjl;
import dev.ratchet.djl.AutologDjlOptions;
import dev.ratchet.djl.Checkpoints;
import dev.ratchet.djl.TrackedDataset;
import dev.ratchet.model.FloatRows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What autologging adds to a DJL training: 60,000 generated rows of 784 floats, a network of 784-128-10, batches of 64. A
 * is {@code model.newTrainer} and {@code EasyTrain.fit} with DJL's basic listeners, B is {@link AutologDjl} with the same;
 * rounds go A B B A in one JVM, from the model's making to its end, and both must give the same parameters. Both train on
 * one data set, which knows its digest, and B logs to a run that is open: what opening a run takes is measured by
 * training-once. Then memory over 200 epochs of small data with
 * everything switched on: what the process holds in main memory, the heap after a collection, and how many arrays the
 * trainer and the model hold.
 *
 * <pre>
 * ./mvnw -q -Pdjl-overhead -pl sdk/benchmarks -am process-classes
 * </pre>
 *
 * {@code -Dform=quick} takes a tenth of the rows and a quarter of the epochs; {@code -Drounds=2} measures two rounds in place of 6.
 */
public final class DjlOverhead {

    private static final double GOAL = 1.02;
    private static final int EPOCHS = 2;
    private static final int BATCH = 64;
    private static final int CLASSES = 10;
    private static final int SEED = 17;
    private static final int MEMORY_EPOCHS = 200;
    private static final int MEMORY_STEP = 25;

    private final Ratchet ratchet;

    private DjlOverhead(Ratchet ratchet) {
        this.ratchet = ratchet;
    }

    /** Runs both parts and prints them; the arguments are {@code full} or {@code quick}, and how many rounds. */
    public static void main(String[] args) throws Exception {
        boolean quick = args.length > 0 && args[0].equals("quick");
        Path store = Files.createTempDirectory("ratchet-benchmark-");
        boolean missed;
        try (Ratchet ratchet = Ratchet.builder().store(store).localOnly().open()) {
            DjlOverhead benchmark = new DjlOverhead(ratchet);
            missed = benchmark.time(quick ? 6_000 : 60_000, args.length > 1 ? Integer.parseInt(args[1]) : 6);
            benchmark.memory(quick ? MEMORY_EPOCHS / 4 : MEMORY_EPOCHS);
        }
        if (missed) {
            System.exit(1);
        }
    }

    // ---- time

    private boolean time(int rows, int rounds) throws Exception {
        Rounds comparison = new Rounds(rounds);
        try (TrackedDataset train = data(rows, 784);
                Run defaults = ratchet.experiment("overhead").start("default options");
                Run all = ratchet.experiment("overhead").start("everything")) {
            String what = String.format(Locale.ROOT, "%d epochs of %,d x 784 rows", EPOCHS, rows);
            comparison.compare(
                    what,
                    GOAL,
                    "EasyTrain.fit, basic listeners",
                    () -> plain(train),
                    "AutologDjl, default options",
                    () -> logged(defaults, train, AutologDjlOptions.defaults()));
            comparison.compare(
                    what,
                    0,
                    "EasyTrain.fit, basic listeners",
                    () -> plain(train),
                    "AutologDjl, every 50 batches, gradient norms, checkpoint",
                    () -> logged(all, train, everything()));
        }
        return comparison.missed();
    }

    private static AutologDjlOptions everything() {
        return AutologDjlOptions.builder()
                .everyBatches(50)
                .gradientNorms(true)
                .checkpoints(Checkpoints.every(1))
                .build();
    }

    private static TrackedDataset data(int rows, int features) {
        Random random = new Random(SEED);
        float[] values = new float[rows * features];
        float[] labels = new float[rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        for (int i = 0; i < rows; i++) {
            labels[i] = random.nextInt(CLASSES);
        }
        List<String> names =
                IntStream.range(0, features).mapToObj(i -> "pixel " + i).toList();
        return TrackedDataset.builder(FloatDataset.builder("generated", FloatRows.of(names, values))
                        .labels(labels)
                        .build())
                .setSampling(BATCH, true)
                .build();
    }

    private static Model model() {
        Engine.getInstance().setRandomSeed(SEED);
        Model model = Model.newInstance("network");
        model.setBlock(new SequentialBlock()
                .add(Linear.builder().setUnits(128).build())
                .add(BatchNorm.builder().build())
                .add(Activation::relu)
                .add(Linear.builder().setUnits(CLASSES).build()));
        return model;
    }

    private static DefaultTrainingConfig config() {
        return new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .addEvaluator(new Accuracy())
                .addTrainingListeners(TrainingListener.Defaults.basic());
    }

    private static Object plain(TrackedDataset train) throws Exception {
        try (Model model = model()) {
            try (Trainer trainer = model.newTrainer(config())) {
                trainer.initialize(shape(train));
                EasyTrain.fit(trainer, EPOCHS, train, null);
            }
            return parameters(model);
        }
    }

    private static Object logged(Run run, TrackedDataset train, AutologDjlOptions options) throws Exception {
        try (Model model = model()) {
            AutologDjl autolog = AutologDjl.of(run, options);
            try (Trainer trainer = autolog.trainer(model, config())) {
                trainer.initialize(shape(train));
                autolog.fit(trainer, EPOCHS, train, null);
            }
            return parameters(model);
        }
    }

    private static Shape shape(TrackedDataset data) {
        return new Shape(1, data.featureNames().size());
    }

    /** All parameters' values, so that both ways can be seen to have trained the same network. */
    private static Object parameters(Model model) {
        int hash = 1;
        for (Parameter parameter : model.getBlock().getParameters().values()) {
            hash = 31 * hash + Arrays.hashCode(parameter.getArray().toFloatArray());
        }
        return hash;
    }

    // ---- memory

    /** Prints what is held while a training goes on. */
    private static final class MemoryWatch extends TrainingListenerAdapter {

        private int epochs;

        @Override
        public void onEpoch(Trainer trainer) {
            if (++epochs % MEMORY_STEP == 0) {
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                System.out.printf(
                        Locale.ROOT,
                        "  %3d epochs: process %6.1f MB, heap %5.1f MB, %d arrays of the trainer, %d of the model%n",
                        epochs,
                        resident() / 1e6,
                        (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
                        arrays(trainer.getManager()),
                        arrays(trainer.getModel().getNDManager()));
            }
        }

        private static int arrays(NDManager manager) {
            return manager.getManagedArrays().size();
        }

        private static double resident() {
            try {
                return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("[^0-9]", "")))
                        .findFirst()
                        .orElse(Double.NaN);
            } catch (IOException e) {
                return Double.NaN; // not Linux
            }
        }
    }

    private void memory(int epochs) throws Exception {
        System.out.println("memory, 1,000 x 20 rows, plain:");
        try (TrackedDataset train = data(1_000, 20)) {
            try (Model model = model();
                    Trainer trainer = model.newTrainer(config().addTrainingListeners(new MemoryWatch()))) {
                trainer.initialize(shape(train));
                EasyTrain.fit(trainer, epochs, train, train);
            }
            System.out.println("memory, 1,000 x 20 rows, logged with gradient norms, batches and checkpoints:");
            try (Model model = model();
                    Run run = ratchet.experiment("overhead").start("memory")) {
                AutologDjl autolog = AutologDjl.of(run, everything());
                try (Trainer trainer = autolog.trainer(model, config().addTrainingListeners(new MemoryWatch()))) {
                    trainer.initialize(shape(train));
                    autolog.fit(trainer, epochs, train, train);
                }
                run.complete();
            }
        }
    }
}
