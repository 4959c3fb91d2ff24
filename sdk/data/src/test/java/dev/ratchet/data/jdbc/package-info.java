/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Queries of four databases as tables. */
@NullMarked
package dev.ratchet.data.jdbc;

import org.jspecify.annotations.NullMarked;
