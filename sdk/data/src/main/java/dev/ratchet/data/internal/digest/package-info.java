/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Canonical bytes of columns and the digests over them, as docs/dataset-digest.md says. */
@NullMarked
package dev.ratchet.data.internal.digest;

import org.jspecify.annotations.NullMarked;
