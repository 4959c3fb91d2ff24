/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.TrainingListener;
import dev.ratchet.RatchetException;
import dev.ratchet.Run;
import dev.ratchet.djl.internal.track.ListenerOrder;
import dev.ratchet.djl.internal.track.TrainerFacts;
import org.jspecify.annotations.Nullable;

/**
 * A DJL listener that logs a training to a run, for programs that make their trainer themselves. It must stand behind
 * {@code TrainingListener.Defaults.basic()} (or {@code logging()}) and before an {@code EarlyStoppingListener}; elsewhere
 * it would log the values of another epoch, so {@code newTrainer} is refused with the order to use. After that nothing
 * that fails in it ends the training. One listener follows one trainer, on the trainer's thread.
 *
 * <pre>{@code
 * config.addTrainingListeners(TrainingListener.Defaults.basic());
 * config.addTrainingListeners(RatchetListener.of(run));
 * }</pre>
 *
 * <p>The run's end is the caller's: {@code EarlyStoppedException} leaves {@code EasyTrain.fit}, and a run whose body lets
 * it out has failed. {@link AutologDjl#fit} takes care of that, and knows more: the planned {@code epochs}, the data
 * without {@link #datasets}, why training stopped early, that a loss which is not a number is a failure, and how to
 * restore the best parameters.
 */
public final class RatchetListener implements TrainingListener {

    private final TrainingFollower follower;
    private boolean followed;

    RatchetListener(TrainingFollower follower) {
        this.follower = follower;
    }

    /** Logs by the default options. */
    public static RatchetListener of(Run run) {
        return of(run, AutologDjlOptions.defaults());
    }

    /**
     * Logs by the given options.
     *
     * @throws RatchetException when the best parameters are to be restored: a listener is not told when training is done
     */
    public static RatchetListener of(Run run, AutologDjlOptions options) {
        if (options.checkpoints().restore()) {
            throw new RatchetException("Checkpoints.restoringBest() needs AutologDjl.fit: a listener is not told when"
                    + " training is done, so it cannot restore. Train by AutologDjl.fit, or leave restoringBest() out"
                    + " and load checkpoints/best from the run.");
        }
        return new RatchetListener(new TrainingFollower(run, options));
    }

    /**
     * Names the data that is trained and validated with: its digest needs one pass over the records, which a listener
     * cannot make by itself. Call it before the seed is set where reading a record draws random numbers.
     *
     * @param validation null where there is none
     * @return this listener
     */
    public RatchetListener datasets(Dataset training, @Nullable Dataset validation) {
        try (NDManager manager = Engine.getInstance().newBaseManager()) {
            follower.datasets(training, validation, manager);
        }
        return this;
    }

    /** Checks the listeners' order and logs what the trainer was given. */
    @Override
    public void onTrainingBegin(Trainer trainer) {
        ListenerOrder.check(TrainerFacts.listeners(trainer), this);
        if (followed) {
            throw new RatchetException(
                    "This listener has followed a trainer already. A listener follows one trainer: make"
                            + " another by RatchetListener.of(run), with a run of its own.");
        }
        followed = true;
        follower.begin(trainer);
    }

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batchData) {
        follower.trainingBatch(trainer, batchData.getBatch());
    }

    @Override
    public void onValidationBatch(Trainer trainer, BatchData batchData) {
        follower.validationBatch();
    }

    @Override
    public void onEpoch(Trainer trainer) {
        follower.epoch(trainer);
    }

    @Override
    public void onTrainingEnd(Trainer trainer) {
        follower.end(trainer);
    }
}
