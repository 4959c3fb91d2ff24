/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Small charts as SVG text, so that a run can carry pictures from machines without a display, fonts or a plotting
 * library; {@link dev.ratchet.chart.Png} turns them into PNG where that is possible.
 */
@NullMarked
package dev.ratchet.chart;

import org.jspecify.annotations.NullMarked;
