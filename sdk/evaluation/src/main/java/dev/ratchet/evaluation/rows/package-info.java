/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Predictions out of named columns: a file's rows, a table, or what a model gives for one. Apart from the figures, so that
 * what is guessed of columns and said about them is in one place, for commands, samples and promotion alike.
 */
@NullMarked
package dev.ratchet.evaluation.rows;

import org.jspecify.annotations.NullMarked;
