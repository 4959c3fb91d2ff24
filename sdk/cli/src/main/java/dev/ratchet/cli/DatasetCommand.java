/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import picocli.CommandLine.Command;

@Command(
        name = "dataset",
        description = {
            "Look at rows and divide them: CSV and TSV (also packed, .gz), Parquet, JSON, Arrow and Feather files.",
            "describe, digest, diff and convert read files piece by piece, so that they may be larger than the memory."
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet dataset describe flights.csv.gz --null NA",
            "  ratchet dataset digest wdbc.csv",
            "  ratchet dataset split wdbc.csv --stratify diagnosis --seed 42 --out parts",
            "  ratchet dataset diff old.parquet new.parquet --key id",
            "  ratchet dataset convert flights.csv.gz flights.parquet --schema flights.json"
        })
final class DatasetCommand extends CommandGroup {}
