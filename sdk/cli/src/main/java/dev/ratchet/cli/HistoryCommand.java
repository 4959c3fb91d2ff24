/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.History;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ratchet history}: who became champion when, why and by whom. */
@Command(
        name = "history",
        description = {
            "List who became champion when, why and by whom, the oldest first.",
            "Exit code 1 when the ledger is damaged."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ratchet history churn", "  ratchet history churn --json"})
final class HistoryCommand extends LedgerCommand {

    HistoryCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Champions champions, Stores stores) {
        History history = champions.history(model);
        List<HistoryEntry> entries = history.of(alias);
        if (options.json()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("model", model);
            json.put("alias", alias);
            json.put("entries", entries.stream().map(LedgerText::json).toList());
            json.put("damage", LedgerText.json(history.damage().orElse(null)));
            json.put(
                    "repaired",
                    history.repaired().stream().map(LedgerText::json).toList());
            context.json(json);
        } else {
            entries.forEach(entry -> context.out().println(LedgerText.line(context, entry)));
            history.repaired()
                    .forEach(damage -> context.out().println("repaired: " + Texts.printable(damage.toString())));
            history.damage().ifPresent(damage -> context.out().println(Texts.printable(damage.toString())));
            if (entries.isEmpty() && history.damage().isEmpty()) {
                context.out().println("Nothing of '" + model + "' was promoted to '" + alias + "' yet.");
            }
        }
        return history.damage().isEmpty() ? Cli.DONE : Cli.FAILED;
    }
}
