/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.xgboost.internal.Guards;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IObjective;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Begins boosters that are trained round by round, equal bit for bit to those of one stock call. */
final class XGBoostRounds {

    private static final String EVAL_METRIC = "eval_metric";

    private XGBoostRounds() {}

    /** A booster without rounds, or the given one, which knows the params and keeps the matrices' predictions. */
    static Booster begin(
            DMatrix dtrain, Map<String, Object> params, Map<String, DMatrix> watches, @Nullable Booster booster)
            throws XGBoostError {
        Map<String, Object> single = new LinkedHashMap<>(params);
        Collection<?> metrics = metricList(params.get(EVAL_METRIC));
        if (metrics != null) {
            single.remove(EVAL_METRIC);
        }
        Booster begun = XGBoost.train(dtrain, single, 0, watches, null, null, null, 0, booster);
        if (metrics != null) {
            for (Object metric : metrics) {
                begun.setParam(EVAL_METRIC, metric);
            }
        }
        return begun;
    }

    private static @Nullable Collection<?> metricList(@Nullable Object value) {
        if (value instanceof Collection<?> list) {
            return list;
        }
        return value instanceof Object[] array ? List.of(array) : null;
    }

    static void update(Booster booster, DMatrix dtrain, int iteration, @Nullable IObjective obj) throws XGBoostError {
        Guards.open(dtrain, "The training matrix");
        if (obj == null) {
            booster.update(dtrain, iteration);
        } else {
            booster.update(dtrain, iteration, obj);
        }
    }
}
