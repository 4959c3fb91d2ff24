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
import dev.ratchet.store.ExperimentRecord;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewModel;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionRecord;
import dev.ratchet.testing.TestForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Promoters in several processes: in each round exactly one wins, and all others are told who. The long form has 32 in 4
 * processes and 50 rounds, or as many as {@code -Dratchet.rounds} says.
 */
abstract class PromotersContract {

    private static final int PROCESSES = TestForm.choose(2, 4);
    private static final int THREADS = TestForm.choose(4, 8);
    private static final int ROUNDS = Integer.getInteger("ratchet.rounds", TestForm.choose(3, 50));
    private static final int ROUNDS_PER_LINE = 5;
    private static final String ALIAS = NewChampion.ALIAS;

    @TempDir
    Path beside;

    private final String model = "raced-" + UUID.randomUUID();

    /** The address of a server, or a directory. */
    abstract String store();

    private record Child(Process process, BufferedReader lines, PrintWriter input) {

        String awaitLine() throws IOException {
            String line = lines.readLine();
            assertThat(line).as("what a promoter says").isNotNull();
            return String.valueOf(line);
        }

        List<String> awaitRound() throws IOException {
            List<String> said = new ArrayList<>();
            for (String line = awaitLine(); !line.equals("round over"); line = awaitLine()) {
                said.add(line);
            }
            return said;
        }
    }

    private Child start(String name) throws IOException {
        Process process = JavaProgram.of(
                        Promoter.class,
                        List.of("-Dorg.slf4j.simpleLogger.logFile=System.err"),
                        store(),
                        model,
                        Integer.toString(THREADS),
                        name,
                        beside.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Child(
                process,
                process.inputReader(StandardCharsets.UTF_8),
                new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true));
    }

    static void register(Stores stores, String model, int versions) {
        ExperimentRecord experiment = stores.tracking().createExperiment(model);
        RunRecord run = stores.tracking().createRun(new NewRun(experiment.id(), "run-" + model, "run", 1, Map.of()));
        ModelRecord made = stores.tracking()
                .createModel(new NewModel(experiment.id(), run.id(), "model-" + model, "model", Map.of(), Map.of()));
        for (int i = 1; i <= versions; i++) {
            stores.registry().createVersion(new NewVersion(model, model + "-" + i, made, Map.of(), ""));
        }
    }

    @Test
    void eachRound_hasOneWinner_andAllOthersAreToldWho() throws Exception {
        List<Child> children = new ArrayList<>();
        try (Ratchet ratchet = Promoter.open(store(), beside)) {
            int perRound = PROCESSES * THREADS;
            register(ratchet.stores(), model, perRound * 2);
            for (int i = 0; i < PROCESSES; i++) {
                children.add(start("program " + i));
            }
            for (Child child : children) {
                assertThat(child.awaitLine()).isEqualTo("ready");
            }
            int champion = 0;
            long begin = System.nanoTime();
            for (int round = 0; round < ROUNDS; round++) {
                champion = round(ratchet, children, round, champion, perRound);
                if ((round + 1) % ROUNDS_PER_LINE == 0) {
                    System.out.printf(
                            "%s: %d promoters, round %d of %d, %.1f s, %d entries%n",
                            getClass().getSimpleName(),
                            perRound,
                            round + 1,
                            ROUNDS,
                            (System.nanoTime() - begin) / 1e9,
                            Champions.of(ratchet).history(model).entries().size());
                }
            }
            List<HistoryEntry> valid = Champions.of(ratchet).history(model).of(ALIAS);
            assertThat(valid).hasSize(ROUNDS);
            for (int i = 1; i < valid.size(); i++) {
                assertThat(valid.get(i).entry().follows())
                        .isEqualTo(valid.get(i - 1).number());
            }
        } finally {
            for (Child child : children) {
                child.input().close();
                child.process().destroy();
                child.process().waitFor();
            }
        }
    }

    private int round(Ratchet ratchet, List<Child> children, int round, int champion, int perRound) throws IOException {
        for (int i = 0; i < children.size(); i++) {
            // Other candidates than the last round's, so that none of them is champion already.
            int first = 1 + round % 2 * perRound + i * THREADS;
            children.get(i).input().println(champion + " " + first);
        }
        List<String> said = new ArrayList<>();
        for (Child child : children) {
            said.addAll(child.awaitRound());
        }
        List<String> winners =
                said.stream().filter(line -> line.startsWith("won")).toList();
        assertThat(winners).as("round %d: %s", round, said).hasSize(1);
        int winner = Integer.parseInt(winners.get(0).split(" ", -1)[1]);
        assertThat(said).hasSize(perRound);
        assertThat(said)
                .filteredOn(line -> !line.startsWith("won"))
                .allSatisfy(line -> assertThat(line).startsWith("lost").endsWith(" to " + winner));
        Champion now = Champions.of(ratchet).champion(model, ALIAS);
        assertThat(now.state()).as(now.explanation()).isEqualTo(ChampionState.IN_STEP);
        assertThat(now.version().map(VersionRef::version)).hasValue(winner);
        assertThat(ratchet.stores().registry().versionByAlias(model, ALIAS).map(VersionRecord::number))
                .hasValue(winner);
        assertThat(Champions.of(ratchet).verify(model).findings()).isEmpty();
        return winner;
    }
}
