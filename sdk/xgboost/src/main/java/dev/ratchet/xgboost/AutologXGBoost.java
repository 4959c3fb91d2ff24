/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.Run;
import dev.ratchet.xgboost.internal.Guards;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IEvaluation;
import ml.dmlc.xgboost4j.java.IObjective;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains XGBoost4J boosters that log themselves to a run. Every {@code train} takes the arguments of
 * {@code XGBoost.train} in their order with the run in front, and gives the same booster, bit for bit.
 *
 * <p>Logged are: the params with {@code num_boost_round} and {@code early_stopping_rounds}; the matrices as dataset
 * inputs, digested once before the first iteration; every metric of every watch as {@code <watch>-<metric>} while
 * training goes on; with early stopping {@code best_iteration} and {@code stopped_iteration} at step 0 and the best
 * iteration's values once more at the step after the last; importances as JSON and picture; the model.
 *
 * <p>Where stock XGBoost4J cannot: {@code eval_metric} may be a {@code List} (early stopping goes by the last metric of
 * the last watch, as in Python), watch names may contain {@code :}, a metric may be NaN. Evaluation lines go to the log
 * of this class at DEBUG, or at INFO every {@code verbose_eval} iterations where that param is set; nothing is printed.
 *
 * <p>Wrong arguments fail before training with a {@link dev.ratchet.RatchetException}. A training that fails has its
 * params logged, and its exception ends the run's body. Trainings in several threads each need a run of their own.
 *
 * <pre>{@code
 * Booster booster = experiment.run("depth 4", run ->
 *     AutologXGBoost.train(run, train, Map.of("max_depth", 4), 200, Map.of("valid", valid), null, null));
 * }</pre>
 */
public final class AutologXGBoost {

    private AutologXGBoost() {}

    /** Trains as {@code XGBoost.train(dtrain, params, round, watches, obj, eval)} and logs by the default options. */
    public static Booster train(
            Run run,
            DMatrix dtrain,
            Map<String, Object> params,
            int round,
            Map<String, DMatrix> watches,
            @Nullable IObjective obj,
            @Nullable IEvaluation eval)
            throws XGBoostError {
        return train(run, AutologOptions.defaults(), dtrain, params, round, watches, null, obj, eval, 0, null);
    }

    /** As the shortest form, with options. */
    public static Booster train(
            Run run,
            AutologOptions options,
            DMatrix dtrain,
            Map<String, Object> params,
            int round,
            Map<String, DMatrix> watches,
            @Nullable IObjective obj,
            @Nullable IEvaluation eval)
            throws XGBoostError {
        return train(run, options, dtrain, params, round, watches, null, obj, eval, 0, null);
    }

    /** Trains with early stopping as {@code XGBoost.train} does, and logs by the default options. */
    public static Booster train(
            Run run,
            DMatrix dtrain,
            Map<String, Object> params,
            int round,
            Map<String, DMatrix> watches,
            float @Nullable [][] metrics,
            @Nullable IObjective obj,
            @Nullable IEvaluation eval,
            int earlyStoppingRound)
            throws XGBoostError {
        return train(
                run,
                AutologOptions.defaults(),
                dtrain,
                params,
                round,
                watches,
                metrics,
                obj,
                eval,
                earlyStoppingRound,
                null);
    }

    /** With early stopping and options. */
    public static Booster train(
            Run run,
            AutologOptions options,
            DMatrix dtrain,
            Map<String, Object> params,
            int round,
            Map<String, DMatrix> watches,
            float @Nullable [][] metrics,
            @Nullable IObjective obj,
            @Nullable IEvaluation eval,
            int earlyStoppingRound)
            throws XGBoostError {
        return train(run, options, dtrain, params, round, watches, metrics, obj, eval, earlyStoppingRound, null);
    }

    /** Goes on with a booster as {@code XGBoost.train} does, and logs by the default options. */
    public static Booster train(
            Run run,
            DMatrix dtrain,
            Map<String, Object> params,
            int round,
            Map<String, DMatrix> watches,
            float @Nullable [][] metrics,
            @Nullable IObjective obj,
            @Nullable IEvaluation eval,
            int earlyStoppingRound,
            @Nullable Booster booster)
            throws XGBoostError {
        return train(
                run,
                AutologOptions.defaults(),
                dtrain,
                params,
                round,
                watches,
                metrics,
                obj,
                eval,
                earlyStoppingRound,
                booster);
    }

    /**
     * Trains and logs; the other forms are this one with defaults.
     *
     * @param run the run that is logged to
     * @param options what is logged
     * @param dtrain the training matrix, a {@link TrackedMatrix} or a plain one
     * @param params XGBoost's params; {@code eval_metric} may be a list
     * @param round how many iterations at most
     * @param watches the matrices that are evaluated, in order, by name; may be empty
     * @param metrics filled with the last metric of each watch by iteration where it is not null; needs a row per watch
     *     and a value per iteration
     * @param obj the objective in place of the params', or null
     * @param eval the metric in place of the params', or null
     * @param earlyStoppingRound stops when the last metric of the last watch has not improved for so many iterations; 0
     *     for never
     * @param booster the booster to go on with, which is changed and returned, or null for a new one
     * @return the trained booster; dispose of it when it is no longer used
     * @throws XGBoostError when XGBoost refuses the params or the data
     * @throws dev.ratchet.RatchetException when an argument is wrong, before anything is trained
     */
    public static Booster train(
            Run run,
            AutologOptions options,
            DMatrix dtrain,
            Map<String, Object> params,
            int round,
            Map<String, DMatrix> watches,
            float @Nullable [][] metrics,
            @Nullable IObjective obj,
            @Nullable IEvaluation eval,
            int earlyStoppingRound,
            @Nullable Booster booster)
            throws XGBoostError {
        NativeLibrary.require();
        TrainingRequest request =
                new TrainingRequest(dtrain, params, round, watches, metrics, obj, eval, earlyStoppingRound, booster);
        return new Training(run, options, request).train();
    }

    /**
     * Validates params by cross-validation: the folds' boosters are trained side by side, round by round, and nothing is
     * left of them but the values. The rows are shuffled by the seed, so that equal seeds give equal folds, as stock
     * {@code XGBoost.crossValidation} cannot.
     *
     * <p>Logged are the params, the data, each round's {@code fold-<n>/train-<metric>} and {@code fold-<n>/test-<metric>},
     * and over the folds {@code test-<metric>-mean} and {@code test-<metric>-std}, as Python's {@code xgb.cv} names them.
     *
     * @param data all rows; without query groups, which cannot be cut
     * @param nfold how many folds, at least 2
     * @param metrics the metrics, or null for those of the params
     * @param obj the objective in place of the params', or null
     * @param eval the metric in place of the params', or null
     * @param seed the seed of the shuffle
     * @throws XGBoostError when XGBoost refuses the params or the data
     * @throws dev.ratchet.RatchetException when an argument is wrong, before anything is trained
     */
    public static CrossValidation crossValidation(
            Run run,
            DMatrix data,
            Map<String, Object> params,
            int round,
            int nfold,
            String @Nullable [] metrics,
            @Nullable IObjective obj,
            @Nullable IEvaluation eval,
            long seed)
            throws XGBoostError {
        NativeLibrary.require();
        Map<String, Object> all = new LinkedHashMap<>(params);
        if (metrics != null) {
            all.put("eval_metric", List.of(metrics));
        }
        TrainingRequest request = new TrainingRequest(data, all, round, Map.of(), null, obj, eval, 0, null);
        TrainingLog log = new TrainingLog(run, AutologOptions.defaults());
        log.params(all, round, 0);
        log.callbacks(obj, eval);
        run.logParams(Map.of("nfold", nfold, "cv_seed", seed));
        try {
            Booster untrained = XGBoostRounds.begin(data, request.params(), Map.of(), null);
            try {
                log.datasets(data, Map.of(), untrained);
            } finally {
                untrained.dispose();
            }
            return new CrossValidator(run).validate(data, request.params(), round, nfold, obj, eval, seed);
        } catch (XGBoostError e) {
            throw Guards.withoutNativeStack(e);
        }
    }

    /**
     * For programs that must call stock {@code XGBoost.train} themselves: logs the params and datasets, lets the caller
     * train, then logs what stock gives back, which is one metric per watch in the precision of a float. Live metrics,
     * several metrics and snapshots need {@link #train}. Stock training with watches needs {@code jackson-databind} on
     * the class path.
     *
     * <pre>{@code
     * Booster booster = AutologXGBoost.stock(run, options, dtrain, params, 200, watches, null, 10,
     *     metrics -> XGBoost.train(dtrain, params, 200, watches, metrics, null, null, 10));
     * }</pre>
     *
     * @param eval the metric that the caller trains with, for its name, or null
     * @param earlyStoppingRound what the caller trains with
     * @param training the caller's call; gets the array that it has to hand on
     * @throws XGBoostError what the caller's call throws
     */
    public static Booster stock(
            Run run,
            AutologOptions options,
            DMatrix dtrain,
            Map<String, Object> params,
            int round,
            Map<String, DMatrix> watches,
            @Nullable IEvaluation eval,
            int earlyStoppingRound,
            StockTraining training)
            throws XGBoostError {
        NativeLibrary.require();
        TrainingRequest request =
                new TrainingRequest(dtrain, params, round, watches, null, null, eval, earlyStoppingRound, null);
        return new StockLog(run, options, request).train(training);
    }
}
