/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** JSON as plain maps, lists and values, on Jackson's streaming parser alone: core stays light and starts fast. */
@NullMarked
package dev.ratchet.internal.json;

import org.jspecify.annotations.NullMarked;
