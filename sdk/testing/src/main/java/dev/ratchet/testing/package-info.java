/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What tests of Ratchet and of its users need beside JUnit: a real MLflow server, a proxy that breaks connections, and
 * the contracts that every store keeps.
 */
@NullMarked
package dev.ratchet.testing;

import org.jspecify.annotations.NullMarked;
