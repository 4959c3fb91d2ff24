/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What the module's public types are made of: sessions of ONNX Runtime that end for certain, and the ways between
 * columns, tensors and rows of scores.
 */
@NullMarked
package dev.ratchet.onnx.internal;

import org.jspecify.annotations.NullMarked;
