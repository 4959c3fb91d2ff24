/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost.internal;

import dev.ratchet.RatchetException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Refuses, before the native call, what would end the JVM or fail in words that do not help. */
public final class Guards {

    private Guards() {}

    /** Native code reads a disposed matrix without looking. */
    public static void open(DMatrix matrix, String what) {
        if (matrix.getHandle() == 0) {
            throw new RatchetException(
                    what + " was disposed: dispose of or close a matrix only after its last training or prediction.");
        }
    }

    /** Of the calls on a disposed booster some end the JVM; this one fails. */
    public static void open(Booster booster) {
        try {
            booster.getNumFeature();
        } catch (XGBoostError e) {
            throw new RatchetException(
                    "The booster was disposed: dispose of it only after it is logged, registered and no longer used.",
                    e);
        }
    }

    public static void watches(Map<String, DMatrix> watches) {
        watches.forEach((name, matrix) -> {
            if (name == null) {
                throw new RatchetException("A watch has a null name; give each watch the name its metrics get.");
            }
            if (name.isEmpty() || name.indexOf('\t') >= 0 || name.indexOf('\n') >= 0) {
                throw new RatchetException(
                        "Watch name '" + name.replace("\t", "\\t").replace("\n", "\\n")
                                + "' is not allowed: give a name without tabs and line ends, such as 'valid'.");
            }
            if (matrix == null) {
                throw new RatchetException("Watch '" + name + "' has no matrix.");
            }
            open(matrix, "The matrix of watch '" + name + "'");
        });
    }

    public static void params(Map<String, Object> params) {
        params.forEach((key, value) -> {
            if (key == null || value == null) {
                throw new RatchetException(
                        "Param '" + key + "' is " + value + "; leave it out to get XGBoost's default.");
            }
        });
    }

    public static void metrics(float @Nullable [][] metrics, int watches, int rounds) {
        if (metrics == null) {
            return;
        }
        boolean fits = metrics.length >= watches;
        for (int i = 0; fits && i < watches; i++) {
            fits = metrics[i] != null && metrics[i].length >= rounds;
        }
        if (!fits) {
            throw new RatchetException("The metrics array is too small: it needs one row per watch and one value per"
                    + " round, new float[" + watches + "][" + rounds + "].");
        }
    }

    /** XGBoost's messages end with a native stack trace, which belongs in no tag and no log. */
    public static XGBoostError withoutNativeStack(XGBoostError error) {
        String message = error.getMessage();
        int trace = message == null ? -1 : message.indexOf("Stack trace");
        if (message == null || trace < 0) {
            return error;
        }
        XGBoostError clean = new XGBoostError(message.substring(0, trace).strip());
        clean.setStackTrace(error.getStackTrace());
        return clean;
    }
}
