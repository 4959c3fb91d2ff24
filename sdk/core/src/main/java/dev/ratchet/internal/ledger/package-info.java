/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How the ledger is read, judged and written; apart so that only its words are public. */
@NullMarked
package dev.ratchet.internal.ledger;

import org.jspecify.annotations.NullMarked;
