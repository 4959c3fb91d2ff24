/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Queries of any JDBC driver as batches, with exact values, and without credentials in anything that is kept. */
@NullMarked
package dev.ratchet.data.internal.jdbc;

import org.jspecify.annotations.NullMarked;
