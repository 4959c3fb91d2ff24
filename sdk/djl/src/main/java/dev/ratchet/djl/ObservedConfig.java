/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Device;
import ai.djl.nn.Parameter;
import ai.djl.training.TrainingConfig;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.util.PairList;
import dev.ratchet.djl.internal.track.ListenerOrder;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;

/** The caller's configuration with one more listener, in the only place where it sees every epoch's own values. */
final class ObservedConfig implements TrainingConfig {

    private final TrainingConfig given;
    private final List<TrainingListener> listeners;

    ObservedConfig(TrainingConfig given, RatchetListener own) {
        this.given = given;
        this.listeners = new ArrayList<>(given.getTrainingListeners());
        listeners.add(ListenerOrder.place(listeners), own);
        ListenerOrder.check(listeners, own);
    }

    @Override
    public Device[] getDevices() {
        return given.getDevices();
    }

    @Override
    public PairList<Initializer, Predicate<Parameter>> getInitializers() {
        return given.getInitializers();
    }

    @Override
    public Optimizer getOptimizer() {
        return given.getOptimizer();
    }

    @Override
    public Loss getLossFunction() {
        return given.getLossFunction();
    }

    @Override
    public ExecutorService getExecutorService() {
        return given.getExecutorService();
    }

    @Override
    public List<Evaluator> getEvaluators() {
        return given.getEvaluators();
    }

    @Override
    public List<TrainingListener> getTrainingListeners() {
        return listeners;
    }
}
