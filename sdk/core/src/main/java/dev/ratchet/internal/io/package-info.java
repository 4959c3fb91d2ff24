/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Files, locks and names of files that hold on every platform. */
@NullMarked
package dev.ratchet.internal.io;

import org.jspecify.annotations.NullMarked;
