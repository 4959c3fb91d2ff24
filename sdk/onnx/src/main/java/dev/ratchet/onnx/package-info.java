/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** ONNX models: scored in ONNX Runtime, and written from Java. */
@NullMarked
package dev.ratchet.onnx;

import org.jspecify.annotations.NullMarked;
