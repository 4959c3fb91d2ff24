/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Predicts how late flights arrive by what is known before they depart, and shows where that goes wrong. */
@NullMarked
package dev.ratchet.samples.flights;

import org.jspecify.annotations.NullMarked;
