/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Digests of data: our own, and the one that Python's MLflow computes. */
@NullMarked
package dev.ratchet.internal.dataset;

import org.jspecify.annotations.NullMarked;
