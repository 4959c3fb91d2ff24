/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * DJL blocks as ONNX models. A package of its own because it needs the optional module {@code ratchet-onnx}, which the
 * rest of this module does not.
 */
@NullMarked
package dev.ratchet.djl.onnx;

import org.jspecify.annotations.NullMarked;
