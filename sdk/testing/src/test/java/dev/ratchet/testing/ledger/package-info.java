/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The ledger's protocol under schedules that no real store would give in a reasonable time. */
@NullMarked
package dev.ratchet.testing.ledger;

import org.jspecify.annotations.NullMarked;
