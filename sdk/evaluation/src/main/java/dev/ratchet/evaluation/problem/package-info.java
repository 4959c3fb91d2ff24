/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a model is for, declared before it is trained, so that an evaluation is judged against what was asked and not against
 * what came out. {@link dev.ratchet.evaluation.problem.ProblemDefinition} is the entry.
 */
@NullMarked
package dev.ratchet.evaluation.problem;

import org.jspecify.annotations.NullMarked;
