/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.model.ModelInput;

/** A model as a function, as {@code model::predict}. */
@FunctionalInterface
public interface Scorer {

    /** One array of outputs for each row. What it throws counts as no answer. */
    float[][] score(ModelInput rows);
}
