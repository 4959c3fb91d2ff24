/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Which row goes where, as functions of plain arrays, so that the rules can be tested without tables; and how a table
 * knows which part it is.
 */
@NullMarked
package dev.ratchet.data.internal.split;

import org.jspecify.annotations.NullMarked;
