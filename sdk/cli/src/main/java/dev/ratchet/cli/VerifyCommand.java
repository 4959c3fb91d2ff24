/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.History;
import dev.ratchet.ledger.LedgerReport;
import dev.ratchet.promotion.record.DecisionCheck;
import dev.ratchet.promotion.record.SigningKeys;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ratchet verify}: whether the ledger, its anchors and the promoted files are as they were written. */
@Command(
        name = "verify",
        description = {
            "Check the ledger of a model, its anchors, the files of every version that was promoted, and the decisions that"
                    + " promoted them: their records, the kept predictions and, with --trusted-key, the signatures.",
            "Exit code 1 when something was changed or is missing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet verify churn",
            "  ratchet verify churn --trusted-key ci.pub",
            "  ratchet verify churn --json"
        })
final class VerifyCommand extends LedgerCommand {

    @Option(
            names = "--trusted-key",
            paramLabel = "FILE",
            description = "The public key of Ed25519, as PEM, that every decision must be signed with.")
    private @Nullable Path trustedKey;

    VerifyCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Champions champions, Stores stores) {
        LedgerReport report = withDecisions(champions.verify(model), champions.history(model), stores);
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

    private LedgerReport withDecisions(LedgerReport ledger, History history, Stores stores) {
        DecisionCheck check = DecisionCheck.of(stores);
        if (trustedKey != null) {
            check = check.signedBy(SigningKeys.publicKey(trustedKey));
        }
        List<LedgerReport.Finding> findings = new ArrayList<>(ledger.findings());
        findings.addAll(check.findings(history.entries()));
        return new LedgerReport(ledger.model(), ledger.entries(), findings);
    }

    private static Map<String, Object> json(LedgerReport.Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", finding.kind().name());
        json.put("subject", finding.subject());
        json.put("explanation", finding.explanation());
        return json;
    }
}
