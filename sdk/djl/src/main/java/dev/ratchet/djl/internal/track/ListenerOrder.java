/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import ai.djl.training.listener.EarlyStoppingListener;
import ai.djl.training.listener.EpochTrainingListener;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListener;
import dev.ratchet.RatchetException;

import java.util.List;

/**
 * The order in which DJL's listeners must stand: those that make an epoch's values, then the one that logs them, then
 * early stopping, whose exception keeps the epoch from everyone behind it.
 */
public final class ListenerOrder {

    private static final String REMEDY =
            " The order is: TrainingListener.Defaults.basic() (or logging()), then Ratchet's listener, then"
                    + " EarlyStoppingListener.";

    private ListenerOrder() {}

    /**
     * Where Ratchet's listener goes into a list that is without it.
     *
     * @throws RatchetException when no place is right
     */
    public static int place(List<? extends TrainingListener> others) {
        int place = lastOfValues(others) + 1;
        for (TrainingListener listener : others.subList(0, place)) {
            if (listener instanceof EarlyStoppingListener) {
                throw new RatchetException(
                        "EarlyStoppingListener stands before the listener that computes the values it"
                                + " follows, so it would go by the epoch before." + REMEDY);
            }
        }
        return place;
    }

    /**
     * Checks where Ratchet's listener stands.
     *
     * @param all the trainer's listeners, Ratchet's among them
     * @throws RatchetException when it would miss epochs or log the values of the epoch before
     */
    public static void check(List<? extends TrainingListener> all, TrainingListener own) {
        int at = all.indexOf(own);
        int last = lastOfValues(all);
        if (all.stream().filter(own.getClass()::isInstance).count() > 1) {
            throw new RatchetException(
                    "Ratchet's listener comes twice among the trainer's listeners, so every value would"
                            + " be logged twice. Add it once; AutologDjl.trainer adds its own.");
        }
        if (last > at) {
            throw new RatchetException("Ratchet's listener stands before "
                    + all.get(last).getClass().getSimpleName() + ", so it would log the values of the epoch before."
                    + REMEDY);
        }
        for (TrainingListener listener : all.subList(0, at)) {
            if (listener instanceof EarlyStoppingListener) {
                throw new RatchetException(
                        "Ratchet's listener stands after EarlyStoppingListener, so it would miss the last epoch."
                                + REMEDY);
            }
        }
    }

    private static int lastOfValues(List<? extends TrainingListener> listeners) {
        int last = -1;
        boolean evaluates = false;
        for (int i = 0; i < listeners.size(); i++) {
            evaluates |= listeners.get(i) instanceof EvaluatorTrainingListener;
            if (listeners.get(i) instanceof EvaluatorTrainingListener
                    || listeners.get(i) instanceof EpochTrainingListener) {
                last = i;
            }
        }
        if (!evaluates) {
            throw new RatchetException(
                    "The trainer has no EvaluatorTrainingListener, so there would be no metrics to log. Add"
                            + " config.addTrainingListeners(TrainingListener.Defaults.basic())." + REMEDY);
        }
        return last;
    }
}
