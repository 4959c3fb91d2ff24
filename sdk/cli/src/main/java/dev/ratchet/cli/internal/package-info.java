/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What several commands need and nobody else may use. */
@NullMarked
package dev.ratchet.cli.internal;

import org.jspecify.annotations.NullMarked;
