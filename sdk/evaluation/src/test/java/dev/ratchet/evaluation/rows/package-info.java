/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of reading predictions from columns. */
@NullMarked
package dev.ratchet.evaluation.rows;

import org.jspecify.annotations.NullMarked;
