/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.compare;

import java.util.List;

/**
 * What there is to say of some runs beside each other.
 *
 * @param runs the runs; differences are to the first
 * @param params all params by name
 * @param metrics all metrics by name
 * @param datasets the datasets by what they were used for
 * @param code commit, branch and the like
 * @param libraries all artifacts of the class paths by name
 */
public record Comparison(
        List<ComparedRun> runs,
        List<Row> params,
        List<MetricRow> metrics,
        List<DatasetRow> datasets,
        List<Row> code,
        List<Row> libraries) {

    /** The rows that differ, or all. */
    public static List<Row> shown(List<Row> rows, boolean all) {
        return rows.stream().filter(row -> all || row.differs()).toList();
    }
}
