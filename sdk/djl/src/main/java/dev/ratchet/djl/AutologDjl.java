/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.TrainingDivergedException;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.EarlyStoppingListener.EarlyStoppedException;
import ai.djl.translate.TranslateException;
import dev.ratchet.LoggedModel;
import dev.ratchet.RatchetException;
import dev.ratchet.Run;
import dev.ratchet.djl.internal.track.TrainerFacts;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Trains DJL networks that log themselves to a run: {@link #trainer} in place of {@code model.newTrainer}, {@link #fit} in
 * place of {@code EasyTrain.fit}. The network becomes the same, bit for bit, unless reading the data draws random
 * numbers: the pass that digests such data moves their sequence, so call {@link #datasets} before the seed is set.
 *
 * <p>Logged are: engine, versions, devices, threads and seed; the optimizer with every setting and its learning-rate
 * schedule; loss, evaluators, initializers; batch size, epochs and the data sets' class, size and sampler; the data sets
 * with their digests as inputs {@code training} and {@code validation}; the network's tree and parameters as {@code
 * model_summary.txt}; at each epoch, counted from 0, DJL's values under DJL's names ({@code train_loss}, {@code
 * validate_Accuracy}, none of validation where there was none), {@code learning_rate}, {@code epoch_seconds}, {@code
 * samples_per_second} and {@code memory/*}; at the end {@code trained_epochs}, {@code best_epoch} and the digest of the
 * parameters. {@link AutologDjlOptions} adds values by batch, gradient norms and checkpoints.
 *
 * <p>Wrong configuration fails before training with a {@link RatchetException}; after that, what cannot be logged is said
 * on the run and never ends the training. One object serves one training of one trainer, on one thread.
 *
 * <pre>{@code
 * AutologDjl autolog = AutologDjl.of(run);
 * try (Trainer trainer = autolog.trainer(model, config)) {
 *     trainer.initialize(new Shape(1, 64));
 *     autolog.fit(trainer, 20, train, validation);
 * }
 * }</pre>
 */
public final class AutologDjl {

    private final Run run;
    private final TrainingFollower follower;
    private final RatchetListener listener;

    private AutologDjl(Run run, AutologDjlOptions options) {
        this.run = run;
        this.follower = new TrainingFollower(run, options);
        this.listener = new RatchetListener(follower);
    }

    /** Logs by the default options. */
    public static AutologDjl of(Run run) {
        return of(run, AutologDjlOptions.defaults());
    }

    /** Logs by the given options. */
    public static AutologDjl of(Run run, AutologDjlOptions options) {
        return new AutologDjl(run, options);
    }

    /**
     * Names the data before the trainer is made, in place of {@link #fit} doing so: for data sets whose records draw
     * random numbers when they are read, so that the seed can be set afterwards, and for training loops of one's own.
     *
     * @param validation null where there is none
     * @return this object
     */
    public AutologDjl datasets(Dataset training, @Nullable Dataset validation) {
        listener.datasets(training, validation);
        return this;
    }

    /**
     * The configuration with Ratchet's listener in its place: behind the listeners that compute an epoch's values, before
     * early stopping.
     *
     * @throws RatchetException when no place is right, with the order to use
     */
    public TrainingConfig config(TrainingConfig config) {
        follower.optimizer(config.getOptimizer());
        return new ObservedConfig(config, listener);
    }

    /**
     * As {@code model.newTrainer(config)}, with Ratchet's listener in its place.
     *
     * @throws RatchetException when the model has no block, or when no place in the order of listeners is right
     */
    public Trainer trainer(Model model, TrainingConfig config) {
        if (model.getBlock() == null) {
            throw new RatchetException("Model '" + model.getName()
                    + "' has no block. Call model.setBlock(...) before its trainer is made.");
        }
        return model.newTrainer(config(config));
    }

    /**
     * As {@code EasyTrain.fit}, with an honest end: early stopping is a normal return, and its reason is the run's tag
     * {@code ratchet.djl.stopped}; anything else that ends training early goes on to the caller after the run was told that
     * it failed. A loss that is not a number at the last epoch is an error, too, with or without DJL's divergence
     * listener. May be called again to train further; epochs count on.
     *
     * @param trainer made by {@link #trainer}, or with the listeners of {@link #config}
     * @param epochs how many at most, at least 1
     * @param validation null where there is none
     * @throws RatchetException before training, when an argument is wrong
     * @throws TrainingDivergedException when the loss is not a number
     * @throws IOException when the data cannot be read
     * @throws TranslateException when a record cannot be turned into arrays
     */
    public void fit(Trainer trainer, int epochs, Dataset training, @Nullable Dataset validation)
            throws IOException, TranslateException {
        try {
            check(trainer, epochs);
            follower.plan(trainer, epochs, training, validation);
            train(trainer, epochs, training, validation);
            follower.finish(trainer);
            if (follower.isLost()) {
                throw new TrainingDivergedException(
                        "The loss of the last epoch is not a number. Lower the learning rate,"
                                + " clip gradients, or look for missing values in the data.");
            }
        } catch (Throwable failure) {
            run.fail(failure);
            throw failure;
        }
    }

    private void train(Trainer trainer, int epochs, Dataset training, @Nullable Dataset validation)
            throws IOException, TranslateException {
        try {
            EasyTrain.fit(trainer, epochs, training, validation);
        } catch (EarlyStoppedException stop) {
            follower.stoppedEarly(stop);
        }
    }

    private void check(Trainer trainer, int epochs) {
        if (epochs < 1) {
            throw new RatchetException("epochs < 1: " + epochs + ". Give the number of passes over the training data.");
        }
        if (!trainer.getManager().isOpen()) {
            throw new RatchetException("The trainer is closed. Call fit inside the try block that opens it.");
        }
        if (!TrainerFacts.listeners(trainer).contains(listener)) {
            throw new RatchetException(
                    "The trainer does not log to this run. Make it by autolog.trainer(model, config).");
        }
        if (!trainer.getModel().getBlock().isInitialized()) {
            throw new RatchetException(
                    "The block of model '" + trainer.getModel().getName()
                            + "' is not initialized. Call trainer.initialize(new Shape(...)) with the shape of a batch: DJL would"
                            + " do it at the first batch, with parameters that are lost when the trainer is closed.");
        }
    }

    /**
     * Links the values of the network as it is now, the restored or the last epoch's, to its logged model, with the data
     * that they were computed on.
     */
    public void linkMetrics(LoggedModel model) {
        follower.link(model);
    }
}
