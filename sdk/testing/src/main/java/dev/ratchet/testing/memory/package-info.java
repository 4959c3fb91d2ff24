/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Stores that live in memory, so that a unit test of code that tracks and registers needs neither Python nor a server.
 * They pass the same {@linkplain dev.ratchet.testing.contract contracts} as MLflow.
 */
@NullMarked
package dev.ratchet.testing.memory;

import org.jspecify.annotations.NullMarked;
