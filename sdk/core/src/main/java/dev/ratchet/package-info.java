/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The entry point of Ratchet: {@link dev.ratchet.Ratchet} opens a store, an {@link dev.ratchet.Experiment} groups
 * runs, a {@link dev.ratchet.Run} records what one training did.
 */
@NullMarked
package dev.ratchet;

import org.jspecify.annotations.NullMarked;
