/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.RatchetException;
import dev.ratchet.Run;
import dev.ratchet.xgboost.internal.Guards;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;

/** One training in an own loop, which gives the same booster as one stock call. Used once, by one thread. */
final class Training {

    private static final Logger LOG = LoggerFactory.getLogger(AutologXGBoost.class);

    private final Run run;
    private final AutologOptions options;
    private final TrainingRequest request;
    private final TrainingLog log;
    private final Evaluator evaluator;
    private final int verboseEvery;
    private @Nullable EarlyStopping stopping;
    private Map<String, Double> latest = Map.of();
    private int lastIteration = -1;

    Training(Run run, AutologOptions options, TrainingRequest request) {
        this.run = run;
        this.options = options;
        this.request = request;
        this.log = new TrainingLog(run, options);
        this.evaluator = new Evaluator(request.watches(), request.eval());
        this.verboseEvery = verboseEvery(request.params().get("verbose_eval"));
    }

    Booster train() throws XGBoostError {
        log.params(request.params(), request.round(), request.earlyStoppingRounds());
        log.callbacks(request.obj(), request.eval());
        if (request.earlyStoppingRounds() > 0 && request.watches().isEmpty()) {
            LOG.warn(
                    "early stopping is set to {} rounds, but there is no watch to follow: training goes on to the end.",
                    request.earlyStoppingRounds());
        }
        try {
            Booster base = request.booster();
            if (base != null) {
                log.continuedFrom(base.getNumBoostedRound());
            }
            Booster booster = XGBoostRounds.begin(request.dtrain(), request.params(), request.watches(), base);
            log.datasets(request.dtrain(), request.watches(), booster);
            loop(booster);
            finish(booster);
            return booster;
        } catch (XGBoostError e) {
            throw Guards.withoutNativeStack(e);
        }
    }

    private void loop(Booster booster) throws XGBoostError {
        boolean stop = false;
        for (int iteration = 0; iteration < request.round() && !stop; iteration++) {
            XGBoostRounds.update(booster, request.dtrain(), iteration, request.obj());
            lastIteration = iteration;
            if (evaluator.watches() > 0) {
                stop = evaluate(booster, iteration);
            }
            if (options.snapshotEvery() > 0 && (iteration + 1) % options.snapshotEvery() == 0) {
                log.snapshot(booster, iteration + 1);
            }
        }
    }

    private boolean evaluate(Booster booster, int iteration) throws XGBoostError {
        latest = evaluator.evaluate(booster, iteration);
        boolean last = iteration + 1 == request.round() && request.earlyStoppingRounds() <= 0;
        if (!last) {
            run.logMetrics(latest, iteration);
        }
        print(iteration);
        if (!evaluator.hasMetrics()) {
            if (request.earlyStoppingRounds() > 0) {
                throw new RatchetException(
                        "Early stopping needs a metric, but 'disable_default_eval_metric' leaves none:"
                                + " set 'eval_metric'.");
            }
            return false;
        }
        float[][] metrics = request.metrics();
        for (int i = 0; metrics != null && i < evaluator.watches(); i++) {
            metrics[i][iteration] = evaluator.last(i);
        }
        if (stopping == null) {
            stopping = new EarlyStopping(request.earlyStoppingRounds(), request.params(), evaluator.lastMetric());
        }
        return stopping.stop(iteration, evaluator.last(evaluator.watches() - 1), latest, booster);
    }

    private void finish(Booster booster) {
        EarlyStopping followed = stopping;
        if (followed != null && request.earlyStoppingRounds() > 0) {
            run.logMetric("stopped_iteration", lastIteration);
            run.logMetric("best_iteration", followed.bestIteration());
            log.finished(booster, evaluator.names(), followed.bestMetrics(), lastIteration + 1);
        } else {
            log.finished(booster, evaluator.names(), latest, lastIteration);
        }
    }

    private void print(int iteration) {
        if (verboseEvery > 0 && iteration % verboseEvery == 0) {
            LOG.info("{}", evaluator.text());
        } else {
            LOG.debug("{}", evaluator.text());
        }
    }

    private static int verboseEvery(@Nullable Object param) {
        String said = String.valueOf(param);
        if (said.equalsIgnoreCase("true")) {
            return 1;
        }
        try {
            return Math.max(0, Integer.parseInt(said));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
