/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.LedgerReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code ratchet verify}: whether the ledger, its anchors and the promoted files are as they were written. */
@Command(
        name = "verify",
        description = {
            "Check the ledger of a model, its anchors, and the files of every version that was promoted.",
            "Exit code 1 when something was changed or is missing."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ratchet verify churn", "  ratchet verify churn --json"})
final class VerifyCommand extends LedgerCommand {

    VerifyCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Champions champions) {
        LedgerReport report = champions.verify(model);
        if (options.json()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("model", report.model());
            json.put("sound", report.isSound());
            json.put("entries", report.entries());
            json.put(
                    "findings",
                    report.findings().stream().map(VerifyCommand::json).toList());
            context.json(json);
        } else {
            report.findings()
                    .forEach(finding -> context.out()
                            .println(Texts.printable(
                                    finding.kind() + "  " + finding.subject() + ": " + finding.explanation())));
            context.out()
                    .println("Entries checked: " + report.entries() + "; "
                            + (report.isSound() ? "all is as it was written." : "not all is as it was written."));
        }
        return report.isSound() ? Cli.DONE : Cli.FAILED;
    }

    private static Map<String, Object> json(LedgerReport.Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", finding.kind().name());
        json.put("subject", finding.subject());
        json.put("explanation", finding.explanation());
        return json;
    }
}
