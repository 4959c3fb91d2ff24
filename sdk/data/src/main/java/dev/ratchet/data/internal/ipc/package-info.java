/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Arrow's own files and streams, and Feather, as batches and back. */
@NullMarked
package dev.ratchet.data.internal.ipc;

import org.jspecify.annotations.NullMarked;
