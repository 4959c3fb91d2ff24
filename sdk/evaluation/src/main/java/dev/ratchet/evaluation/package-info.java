/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a model is worth: predictions and labels in, an evaluation out. {@link dev.ratchet.evaluation.Predictions} is the
 * entry; {@link dev.ratchet.evaluation.metric} has the numbers, {@link dev.ratchet.evaluation.slice} says where a model is weak,
 * {@link dev.ratchet.evaluation.fairness} whether groups are treated alike, {@link dev.ratchet.evaluation.check} what else can be
 * wrong with it, and {@link dev.ratchet.evaluation.problem} whether it answers what was asked.
 */
@NullMarked
package dev.ratchet.evaluation;

import org.jspecify.annotations.NullMarked;
