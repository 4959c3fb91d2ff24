/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What stands behind a run: it checks, encodes and writes what is logged. */
@NullMarked
package dev.ratchet.internal.run;

import org.jspecify.annotations.NullMarked;
