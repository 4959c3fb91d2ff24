/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** JSON: files and lines as batches, and the text of records and profiles. */
@NullMarked
package dev.ratchet.data.internal.json;

import org.jspecify.annotations.NullMarked;
