/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What tests of code that tracks and registers models need: a {@linkplain dev.ratchet.testing.MlflowServer real MLflow
 * server}, because a fake one would only prove that the fake was understood, and a {@linkplain
 * dev.ratchet.testing.FaultProxy proxy} that breaks the way to it. For tests that need neither there are {@linkplain
 * dev.ratchet.testing.memory.InMemoryStores stores in memory}.
 */
@NullMarked
package dev.ratchet.testing;

import org.jspecify.annotations.NullMarked;
