/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Model files as XGBoost writes them, of any version: read without the native library, and changed where XGBoost4J would
 * score them otherwise than the Python that wrote them.
 */
@NullMarked
package dev.ratchet.xgboost.internal.model;

import org.jspecify.annotations.NullMarked;
