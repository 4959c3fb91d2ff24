/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** JSON files and JSON lines as batches. */
@NullMarked
package dev.ratchet.data.internal.json;

import org.jspecify.annotations.NullMarked;
