/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.model;

/** A loaded model. Scoring from several threads is allowed; close it when it is no longer needed. */
public interface Model extends AutoCloseable {

    /** The package it was loaded from. */
    ModelPackage source();

    /**
     * Scores rows: one array of outputs per row, in the model's own units and order (one probability for a binary
     * classifier, one per class for several classes). Columns are found by name and their order does not matter;
     * columns that the signature does not name are ignored; NaN is a missing value. No rows give no scores.
     *
     * @throws dev.ratchet.RatchetException when the input does not fit the signature, with every problem in one message
     */
    float[][] predict(ModelInput input);

    @Override
    void close();
}
