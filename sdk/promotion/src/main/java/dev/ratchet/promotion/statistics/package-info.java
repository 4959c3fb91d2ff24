/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Tests of two models on the same rows: how sure a difference is, how many rows would make it sure, and what many questions
 * at once do to that. Improvements are positive where the candidate is better. They are here and not in the evaluation
 * because only decisions need them.
 */
@NullMarked
package dev.ratchet.promotion.statistics;

import org.jspecify.annotations.NullMarked;
