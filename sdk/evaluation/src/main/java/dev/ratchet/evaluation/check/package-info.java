/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What can be wrong with a model beside its metrics: luck of the seed, answers at the edges, baselines that it does not beat,
 * learning by heart, too few rows. {@link dev.ratchet.evaluation.check.ModelChecks} is the entry.
 */
@NullMarked
package dev.ratchet.evaluation.check;

import org.jspecify.annotations.NullMarked;
