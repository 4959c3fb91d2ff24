/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RegressionPredictions;

/** What is predicted. */
enum Task {
    BINARY("binary", "two classes"),
    MULTICLASS("multiclass", "several classes"),
    REGRESSION("regression", "a number"),
    RANKING("ranking", "an order");

    private final String id;
    private final String words;

    Task(String id, String words) {
        this.id = id;
        this.words = words;
    }

    static Task of(Predictions predictions) {
        if (predictions instanceof BinaryPredictions) {
            return BINARY;
        }
        if (predictions instanceof MulticlassPredictions) {
            return MULTICLASS;
        }
        return predictions instanceof RegressionPredictions ? REGRESSION : RANKING;
    }

    /** The name in files and commands. */
    String id() {
        return id;
    }

    /** The name for people. */
    String words() {
        return words;
    }
}
