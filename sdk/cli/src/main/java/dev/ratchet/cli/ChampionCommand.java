/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.ledger.Champion;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code ratchet champion}: who is champion, or was. */
@Command(
        name = "champion",
        description = {
            "Show which version is champion by the ledger, and whether the alias agrees.",
            "Exit code 1 when the alias was moved by hand or the ledger is damaged."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ratchet champion churn", "  ratchet champion churn --at 2026-11-20T12:00:00Z --json"})
final class ChampionCommand extends LedgerCommand {

    @Option(names = "--at", paramLabel = "TIME", description = "Who was it then? A time as 2026-11-20T12:00:00Z.")
    private @Nullable String at;

    ChampionCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Champions champions, Stores stores) {
        if (at != null) {
            return past(champions, at);
        }
        Champion champion = champions.champion(model, alias);
        if (options.json()) {
            context.json(LedgerText.json(champion));
        } else {
            LedgerText.print(context, champion);
        }
        boolean well = champion.state() == ChampionState.IN_STEP || champion.state() == ChampionState.OPEN;
        return well ? Cli.DONE : Cli.FAILED;
    }

    private int past(Champions champions, String time) {
        Instant instant;
        try {
            instant = Instant.parse(time);
        } catch (DateTimeParseException e) {
            throw options.usage("--at must be a time as 2026-11-20T12:00:00Z, but is '" + time + "'");
        }
        Optional<VersionRef> version = champions.championAt(model, alias, instant);
        if (options.json()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("model", model);
            json.put("alias", alias);
            json.put("at", instant.toString());
            json.put("version", LedgerText.json(version.orElse(null)));
            context.json(json);
        } else {
            context.out()
                    .println(version.map(found -> "version " + found.version())
                            .orElse("no version was " + alias + " yet"));
        }
        return Cli.DONE;
    }
}
