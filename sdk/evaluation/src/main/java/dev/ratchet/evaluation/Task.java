/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import java.util.Locale;

/** What is predicted. */
public enum Task {
    /** One of two classes. */
    BINARY,
    /** One of several classes. */
    MULTICLASS,
    /** A number. */
    REGRESSION,
    /** The order of documents within queries. */
    RANKING;

    /** The task of these predictions. */
    public static Task of(Predictions predictions) {
        if (predictions instanceof BinaryPredictions) {
            return BINARY;
        }
        if (predictions instanceof MulticlassPredictions) {
            return MULTICLASS;
        }
        return predictions instanceof RegressionPredictions ? REGRESSION : RANKING;
    }

    /** The name on the command line and in JSON: {@code binary}, {@code multiclass}, ... */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The task of such a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Task ofText(String text) {
        for (Task task : values()) {
            if (task.text().equals(text)) {
                return task;
            }
        }
        throw new IllegalArgumentException(
                "The task '" + text + "' is not one of binary, multiclass, regression and ranking.");
    }
}
