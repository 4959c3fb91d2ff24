/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What every store must do, as JUnit tests: extend a contract, give it {@link dev.ratchet.store.Stores} that are open,
 * and the promises of the interfaces' comments are checked. The stores may hold other data; they are not emptied.
 */
@NullMarked
package dev.ratchet.testing.contract;

import org.jspecify.annotations.NullMarked;
