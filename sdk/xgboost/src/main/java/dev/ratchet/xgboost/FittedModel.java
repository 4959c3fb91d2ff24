/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

/**
 * A model file that XGBoost4J scores as Python does, once the sentinel is missing.
 *
 * @param bytes what to load
 * @param sentinel the number that a scikit-learn wrapper takes for missing besides NaN; NaN for none
 * @param linear whether it has weights in place of trees
 */
record FittedModel(byte[] bytes, float sentinel, boolean linear) {}
