/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Ledgers on real servers: their contracts, promoters in several processes, and readers without more permission. */
@NullMarked
package dev.ratchet.mlflow.ledger;

import org.jspecify.annotations.NullMarked;
