/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.Ratchet;
import dev.ratchet.ledger.Champion;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.mlflow.JavaProgram;
import dev.ratchet.store.VersionRecord;
import dev.ratchet.testing.TestForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** A promoter that is killed at any moment leaves a ledger that reconcile completes, and nothing twice. */
abstract class KilledPromoterContract {

    private static final int VERSIONS = 3;
    private static final int KILLS = TestForm.choose(2, 20);

    @TempDir
    Path beside;

    private final String model = "killed-" + UUID.randomUUID();

    /** The address of a server, or a directory. */
    abstract String store();

    @Test
    void reconcile_completesWhatAKilledPromoterLeft() throws Exception {
        try (Ratchet ratchet = Promoter.open(store(), beside)) {
            PromotersContract.register(ratchet.stores(), model, VERSIONS);
            Champions champions = Champions.of(ratchet);
            int said = 0;
            for (int kill = 1; kill <= KILLS; kill++) {
                said += promoteAndKill(kill);
                Champion found = champions.champion(model, NewChampion.ALIAS);
                assertThat(found.state()).as(found.explanation()).isIn(ChampionState.IN_STEP, ChampionState.OPEN);

                Champion now = champions.reconcile(model, NewChampion.ALIAS);

                assertThat(ratchet.stores()
                                .registry()
                                .versionByAlias(model, NewChampion.ALIAS)
                                .map(VersionRecord::number))
                        .isEqualTo(now.version().map(VersionRef::version));
                List<HistoryEntry> valid = champions.history(model).of(NewChampion.ALIAS);
                // At most one per kill whose call had not returned, or whose line was not read.
                assertThat(valid).hasSizeBetween(said, said + 2 * kill);
                for (int i = 1; i < valid.size(); i++) {
                    assertThat(valid.get(i).entry().follows())
                            .isEqualTo(valid.get(i - 1).number());
                }
                assertThat(champions.verify(model).findings()).isEmpty();
            }
        }
    }

    /** Gives how many promotions the program said were made. */
    private int promoteAndKill(int lines) throws Exception {
        Process process = JavaProgram.of(
                        EndlessPromoter.class,
                        List.of("-Dorg.slf4j.simpleLogger.logFile=System.err"),
                        store(),
                        model,
                        Integer.toString(VERSIONS),
                        beside.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int said = 0;
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            while (said < lines) {
                assertThat(output.readLine()).as("what the promoter says").startsWith("promoted ");
                said++;
            }
            // By its handle: the process object would close the pipe with the last lines in it.
            process.toHandle().destroyForcibly();
            while (output.readLine() != null) {
                said++;
            }
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        return said;
    }
}
