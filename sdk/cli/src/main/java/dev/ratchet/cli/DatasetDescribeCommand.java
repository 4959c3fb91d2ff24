/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;

@Command(
        name = "describe",
        description = {
            "Print the columns of a file, an address or a query: types, missing and distinct values, and how numbers are"
                    + " spread; and the number of rows and the digests.",
            "What each column says of a target: AUC of a number and mutual information of a text where the target has"
                    + " classes, R squared where it is a number."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet dataset describe wdbc.csv",
            "  ratchet dataset describe wdbc.csv --target diagnosis --html wdbc.html",
            "  ratchet dataset describe https://example.org/wdbc.parquet --json",
            "  ratchet dataset describe --jdbc jdbc:postgresql://db/shop --driver pg.jar --user me \\",
            "      --query \"SELECT * FROM orders ORDER BY id\"",
            "  ratchet dataset describe flights.csv.gz --null NA --save-schema flights.json",
            "  ratchet dataset describe flights.csv.gz --null NA --schema flights.json --json"
        })
final class DatasetDescribeCommand extends DatasetReportCommand {

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description =
                    "The column to be predicted: also tell what each other column alone says of it, and which give"
                            + " it away. The data must fit into memory.")
    private @Nullable String target;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write one page with pictures of the columns that needs nothing beside itself.")
    private @Nullable Path html;

    @Option(
            names = "--save-schema",
            paramLabel = "FILE",
            description = "Also write the types into a schema file, so that the next file is read with the same ones.")
    private @Nullable Path saved;

    DatasetDescribeCommand(CliContext context) {
        super(context);
    }

    @Override
    void print(DatasetReport report) {
        report.description(saved, html, target);
    }
}
