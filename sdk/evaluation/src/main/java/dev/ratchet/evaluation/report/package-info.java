/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What an evaluation looks like to people: {@link dev.ratchet.evaluation.report.EvaluationReport} as text, page, pictures
 * and JSON, and {@link dev.ratchet.evaluation.report.EvaluationLog} that gives it to a run. Apart from the figures, so that
 * who only needs numbers reads past no drawing.
 */
@NullMarked
package dev.ratchet.evaluation.report;

import org.jspecify.annotations.NullMarked;
