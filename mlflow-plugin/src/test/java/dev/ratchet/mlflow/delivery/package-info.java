/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs of core, delivered by the plugin to real servers and read back with Python's client. */
@NullMarked
package dev.ratchet.mlflow.delivery;

import org.jspecify.annotations.NullMarked;
