/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Models that are loaded from a server, once for all processes. */
@NullMarked
package dev.ratchet.mlflow.cache;

import org.jspecify.annotations.NullMarked;
