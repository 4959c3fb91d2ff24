/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Columns as small whole numbers, which both the search for weak segments and naive baselines look at. */
@NullMarked
package dev.ratchet.evaluation.internal;

import org.jspecify.annotations.NullMarked;
