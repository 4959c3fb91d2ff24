/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost.internal.model;

import java.util.List;
import java.util.Map;

/**
 * A model file that XGBoost4J scores as Python does, once the sentinel is missing.
 *
 * @param bytes what to load
 * @param sentinel the number that a scikit-learn wrapper takes for missing besides NaN; NaN for none
 * @param linear whether it has weights in place of trees
 * @param categories the texts of categorical features by their position, in the order of the codes, where the file has
 *     them
 */
public record FittedModel(byte[] bytes, float sentinel, boolean linear, Map<Integer, List<String>> categories) {}
