/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Ratchet for XGBoost4J: trainings that log themselves, matrices that know which data they hold, and model packages
 * that Java and Python load. Begin with {@link dev.ratchet.xgboost.AutologXGBoost}.
 */
@NullMarked
package dev.ratchet.xgboost;

import org.jspecify.annotations.NullMarked;
