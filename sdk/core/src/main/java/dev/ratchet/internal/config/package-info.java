/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reads the environment as Python's MLflow does, and finds the stores of an address. */
@NullMarked
package dev.ratchet.internal.config;

import org.jspecify.annotations.NullMarked;
