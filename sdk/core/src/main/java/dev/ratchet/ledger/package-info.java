/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The ledger: who became champion when, why and by whom, in an order that nobody can change unseen, and promotion of
 * which exactly one of several wins. {@link dev.ratchet.ledger.Champions} is the entry; docs/ledger.md has the format.
 */
@NullMarked
package dev.ratchet.ledger;

import org.jspecify.annotations.NullMarked;
