/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Boosters as graphs of ONNX. Apart from the rest because it needs the optional module {@code ratchet-onnx}: no class
 * outside of this package but {@code XGBoostOnnx} may know it.
 */
@NullMarked
package dev.ratchet.xgboost.internal.onnx;

import org.jspecify.annotations.NullMarked;
