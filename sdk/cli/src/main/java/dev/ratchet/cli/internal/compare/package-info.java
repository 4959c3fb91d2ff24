/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The comparison of runs: what differs, computed once and shown as text, as JSON and as a page. */
@NullMarked
package dev.ratchet.cli.internal.compare;

import org.jspecify.annotations.NullMarked;
