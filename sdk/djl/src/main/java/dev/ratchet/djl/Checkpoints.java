/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

/**
 * Which checkpoints a training keeps in its run. They are DJL's own {@code .params} files, with the run's id and the
 * number of finished epochs ({@code Epoch}) among their properties: the best so far as {@code checkpoints/best/}, the
 * latest as {@code checkpoints/recent-1/} to {@code recent-<keep>/}, of which a new one takes the oldest one's place, so
 * that no more are kept however long training goes on. {@code checkpoints/index.json} says which is which.
 *
 * <pre>{@code
 * Checkpoints.every(5).keeping(3).bestBy("validate_Accuracy", Checkpoints.Goal.HIGHEST).restoringBest()
 * }</pre>
 *
 * @param every after how many epochs one is kept; 0 for the best only
 * @param keep how many of the latest are kept
 * @param metric the metric that says which is best; empty for {@code validate_loss}, or {@code train_loss} where there is
 *     no validation
 * @param goal whether the lowest or the highest value is best
 * @param restore whether the network gets the best parameters when {@link AutologDjl#fit} is done
 */
public record Checkpoints(int every, int keep, String metric, Goal goal, boolean restore) {

    /** What is best. */
    public enum Goal {
        /** Losses and errors. */
        LOWEST,
        /** Accuracies. */
        HIGHEST
    }

    private static final Checkpoints NONE = new Checkpoints(0, 0, "", Goal.LOWEST, false);

    /** Checks the numbers. */
    public Checkpoints {
        if (every < 0) {
            throw new IllegalArgumentException("every < 0: " + every + ". Give 0 for the best checkpoint only.");
        }
        if (keep < 0 || (every > 0 && keep == 0)) {
            throw new IllegalArgumentException("keep must be at least 1, but is " + keep + ".");
        }
    }

    /** Keeps none. */
    public static Checkpoints none() {
        return NONE;
    }

    /** Keeps the best only. */
    public static Checkpoints best() {
        return new Checkpoints(0, 1, "", Goal.LOWEST, false);
    }

    /** Keeps the best, and the latest three of every so many epochs. */
    public static Checkpoints every(int epochs) {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs < 1: " + epochs + ". For the best only use Checkpoints.best().");
        }
        return new Checkpoints(epochs, 3, "", Goal.LOWEST, false);
    }

    /** Keeps another number of the latest. */
    public Checkpoints keeping(int latest) {
        return new Checkpoints(every, latest, metric, goal, restore);
    }

    /** Goes by another metric, named as it is logged. */
    public Checkpoints bestBy(String loggedMetric, Goal best) {
        return new Checkpoints(every, keep, loggedMetric, best, restore);
    }

    /**
     * Gives the network its best parameters back when {@link AutologDjl#fit} is done, also after early stopping; {@link
     * RatchetListener#of} refuses it. A last epoch whose loss is not a number stays an error.
     */
    public Checkpoints restoringBest() {
        return new Checkpoints(every, keep, metric, goal, true);
    }

    boolean wanted() {
        return keep > 0;
    }

    boolean isBetter(double value, double than) {
        return goal == Goal.LOWEST ? value < than : value > than;
    }
}
