/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Judges rules by evidence. It is apart from the comparisons because a rule is a question, and those are numbers.
 */
@NullMarked
package dev.ratchet.promotion.internal.judge;

import org.jspecify.annotations.NullMarked;
