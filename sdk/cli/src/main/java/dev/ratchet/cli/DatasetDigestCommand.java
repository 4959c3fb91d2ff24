/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "digest",
        description = {
            "Print the digests of the data in a file, at an address or of a query, each with its kind. Digests of different kinds are never compared.",
            "content-1: names, types and values in order, whatever the file's format; its first 32 digits are MLflow's.",
            "mlflow-python-table-1: what Python's MLflow gives to the same pandas frame.",
            "bytes-1: the bytes of the file, also of one at an address; queries have none."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet dataset digest wdbc.csv",
            "  ratchet dataset digest flights.csv.gz --null NA --any-order",
            "  ratchet dataset digest flights.parquet --schema flights.json --json",
            "  ratchet dataset digest https://example.org/wdbc.csv",
            "  ratchet dataset digest --jdbc jdbc:duckdb:shop.db \\",
            "      --query \"SELECT * FROM orders ORDER BY id\""
        })
final class DatasetDigestCommand extends DatasetReportCommand {

    @Option(
            names = "--any-order",
            description = "Also print multiset-1, which does not depend on the rows' order. Takes longer.")
    private boolean anyOrder;

    DatasetDigestCommand(CliContext context) {
        super(context);
    }

    @Override
    void print(DatasetReport report) {
        report.digests(anyOrder);
    }
}
