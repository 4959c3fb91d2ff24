/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * ONNX models: any of them is scored in ONNX Runtime, and exporters in other modules write them with a small graph
 * builder and a check against the original. It is a module of its own because ONNX Runtime is large.
 */
@NullMarked
package dev.ratchet.onnx;

import org.jspecify.annotations.NullMarked;
