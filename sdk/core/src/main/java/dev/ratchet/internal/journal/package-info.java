/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The append-only files of a run: framing, entries and their encoding, as docs/journal-format.md describes them. */
@NullMarked
package dev.ratchet.internal.journal;

import org.jspecify.annotations.NullMarked;
