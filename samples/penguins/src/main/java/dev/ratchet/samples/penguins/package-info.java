/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Predicts a number by a network of Deep Java Library, from a table. */
@NullMarked
package dev.ratchet.samples.penguins;

import org.jspecify.annotations.NullMarked;
