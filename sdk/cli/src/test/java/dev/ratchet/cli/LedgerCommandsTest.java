/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.NewChampion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerCommandsTest {

    @TempDir
    Path directory;

    @BeforeEach
    void promote() throws Exception {
        try (Ratchet ratchet = Called.ratchet(directory)) {
            Champions champions = Champions.of(ratchet);
            for (int version = 1; version <= 2; version++) {
                String weights = "weights " + version;
                ratchet.experiment("churn")
                        .run(
                                "train",
                                run -> run.register("churn", writer -> {
                                    Files.writeString(writer.directory().resolve("weights.txt"), weights);
                                    writer.flavor("test", Map.of("data", "weights.txt"));
                                }));
                champions.promote(NewChampion.of("churn", version, Actor.claimed("ci"), "better")
                        .withExpected(champions
                                .champion("churn", NewChampion.ALIAS)
                                .version()
                                .orElse(null)));
            }
        }
    }

    private Called call(String... arguments) {
        return Called.at(directory, arguments);
    }

    @Test
    void champion_andHistory_sayWhoAndWhy() {
        Called champion = call("champion", "churn");
        Called json = call("champion", "churn", "--json");
        Called history = call("history", "churn");

        assertThat(champion.exitCode()).as(champion.err()).isZero();
        assertThat(champion.out()).contains("version 2", "IN_STEP", "PROMOTE of ci (claimed): better");
        assertThat(json.json()).containsEntry("state", "IN_STEP");
        assertThat(history.out()).contains("entry 1", "version 1 became champion by GENESIS", "entry 2");
        assertThat(call("history", "churn", "--json").list("entries")).hasSize(2);
        assertThat(call("champion", "churn", "--at", "2020-01-01T00:00:00Z").out())
                .contains("no version was champion");
        assertThat(call("champion", "churn", "--at", "yesterday").exitCode()).isEqualTo(2);
    }

    @Test
    void aMisspeltModel_isNoModelWithoutChampion() {
        Called champion = call("champion", "chrun");

        assertThat(champion.exitCode()).isEqualTo(1);
        assertThat(champion.err()).contains("no registered model 'chrun'");
    }

    @Test
    void rollback_needsAReason_andIsAnEntry() {
        assertThat(call("rollback", "churn").exitCode()).isEqualTo(2);

        Called rollback = call("rollback", "churn", "--reason", "complaints", "--actor", "ann");

        assertThat(rollback.exitCode()).as(rollback.err()).isZero();
        assertThat(rollback.out()).contains("version 1 became champion by ROLLBACK of ann (claimed): complaints");
        assertThat(call("rollback", "churn", "--reason", "more").err()).contains("no earlier champion");
    }

    @Test
    void reconcile_adoptsOrRestores_onRequestOnly() {
        try (Ratchet ratchet = Called.ratchet(directory)) {
            ratchet.local().registry().setAlias("churn", "champion", 1);
        }

        assertThat(call("champion", "churn").exitCode()).isEqualTo(1);
        assertThat(call("reconcile", "churn").exitCode()).isEqualTo(1);
        assertThat(call("reconcile", "churn", "--adopt").exitCode()).isEqualTo(2);
        assertThat(call("reconcile", "churn", "--adopt", "--restore").exitCode())
                .isEqualTo(2);
        Called adopted = call("reconcile", "churn", "--adopt", "--reason", "an emergency", "--json");
        assertThat(adopted.exitCode()).as(adopted.err()).isZero();
        assertThat(adopted.json()).containsEntry("state", "IN_STEP");
        assertThat(call("verify", "churn").out()).contains("Entries checked: 3; all is as it was written.");
    }

    @Test
    void verify_namesTheDamage_andRepairRecordsIt() throws Exception {
        Files.delete(directory.resolve("ledgers").resolve("churn").resolve("1.json"));

        Called verify = call("verify", "churn");

        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.out()).contains("DAMAGED_LEDGER  entry 1", "entry 1 is missing");
        assertThat(call("history", "churn").exitCode()).isEqualTo(1);
        assertThat(call("reconcile", "churn").err()).contains("ledger damaged at 1", "--repair --reason");
        Called repaired = call("reconcile", "churn", "--repair", "--reason", "restored from memory");
        assertThat(repaired.exitCode()).as(repaired.err()).isZero();
        assertThat(repaired.out()).contains("version 2", "REPAIR");
        assertThat(call("history", "churn").out()).contains("repaired: ledger damaged at 1");
    }
}
