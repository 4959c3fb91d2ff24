/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Where a model is weak: figures of the rows that have a value of a column, and segments that are found without being named.
 * {@link dev.ratchet.evaluation.slice.Slices} and {@link dev.ratchet.evaluation.slice.WeakSegments} are the entries.
 */
@NullMarked
package dev.ratchet.evaluation.slice;

import org.jspecify.annotations.NullMarked;
