/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "ratchet",
        versionProvider = RatchetCommand.Version.class,
        description = "The machine-learning lifecycle for the JVM on MLflow.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet doctor                 what is configured, and what is wrong with it",
            "  ratchet runs list              the newest runs",
            "  ratchet runs compare 7f3a 91bc what differs between two runs",
            "  ratchet dataset digest wdbc.csv the digests of a file's data",
            "  ratchet evaluate --model models:/m/1 --data t.csv --target y",
            "                                 what a model is worth on rows",
            "  ratchet promote m 4 --policy policy.yaml --data test.csv",
            "                                 make version 4 champion where it is shown to be better",
            "  ratchet policy check policy.yaml",
            "                                 what a promotion policy demands",
            "  ratchet sync                   deliver what waits to the MLflow server",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage; of decisions also 3 hold, 4 rejected, 5 the champion moved.",
            "Settings: MLFLOW_TRACKING_URI names the server, RATCHET_HOME the local store (.ratchet)."
        })
@SuppressWarnings("UnusedVariable") // picocli sets the fields and acts on some by itself
final class RatchetCommand extends CommandGroup {

    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version and exit.")
    private boolean version;

    /** The version from the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = RatchetCommand.class.getPackage().getImplementationVersion();
            return new String[] {"ratchet " + (version == null ? "development" : version)};
        }
    }
}
