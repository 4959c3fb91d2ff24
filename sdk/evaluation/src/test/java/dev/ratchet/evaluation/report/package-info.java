/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of reports, with readers of what they write. */
@NullMarked
package dev.ratchet.evaluation.report;

import org.jspecify.annotations.NullMarked;
