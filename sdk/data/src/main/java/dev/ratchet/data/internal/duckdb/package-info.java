/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** CSV and Parquet files through DuckDB, and its errors in words that name file, row and column. */
@NullMarked
package dev.ratchet.data.internal.duckdb;

import org.jspecify.annotations.NullMarked;
