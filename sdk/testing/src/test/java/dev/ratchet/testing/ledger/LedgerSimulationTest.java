/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.ledger;

import dev.ratchet.RatchetException;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champion;
import dev.ratchet.ledger.ChampionMovedException;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.ledger.ReconcileNeededException;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionRecord;
import dev.ratchet.testing.TestForm;
import dev.ratchet.testing.memory.InMemoryStores;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Four programs that promote, roll back and reconcile in thousands of orders, die between any two calls, and whose
 * requests come late: nobody ever moves an alias by hand, so nobody may ever be said to have done so.
 */
class LedgerSimulationTest {

    private static final int ORDERS = TestForm.choose(2000, 40_000);
    private static final int PROGRAMS = 4;
    private static final String MODEL = "churn";
    private static final String ALIAS = NewChampion.ALIAS;

    private static final Logger LOG = LoggerFactory.getLogger(LedgerSimulationTest.class);

    private record Outcome(int version, boolean won, int entry) {}

    @Test
    void programs_agree_whateverTheOrderOfTheirCalls() {
        long first = System.nanoTime();
        System.out.println("simulated ledgers: seeds " + first + " to " + (first + ORDERS - 1));
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < ORDERS; i++) {
                simulate(first + i, threads);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void simulate(long seed, ExecutorService threads) {
        try (InMemoryStores memory = InMemoryStores.create()) {
            Stores stores = memory.stores();
            register(stores);
            Random random = new Random(seed);
            ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
            List<Consumer<Stores>> programs = new ArrayList<>();
            for (int i = 0; i < PROGRAMS; i++) {
                programs.add(program(random.nextInt(4), random.nextInt(6) + 1, outcomes));
            }
            Schedule schedule = new Schedule(seed, stores, random.nextInt(3) * 3);
            schedule.run(threads, programs, () -> look(seed, stores));
            schedule.sendAllLate();
            look(seed, stores);
            check(seed, stores, outcomes);
        }
    }

    private static void register(Stores stores) {
        ModelRecord model = new ModelRecord("m-1", "model", "1", "run", "memory:/x", "model", true, Map.of());
        for (int i = 0; i < 6; i++) {
            stores.registry().createVersion(new NewVersion(MODEL, "key-" + i, model, Map.of(), ""));
        }
    }

    private static Consumer<Stores> program(int kind, int version, ConcurrentLinkedQueue<Outcome> outcomes) {
        Actor actor = Actor.claimed("program");
        return stores -> {
            Champions champions = Champions.of(stores);
            for (int i = 0; i < 2; i++) {
                int wanted = (version + i) % 6 + 1;
                try {
                    if (kind == 0) {
                        champions.reconcile(MODEL, ALIAS);
                    } else if (kind == 1 && i == 1) {
                        champions.rollback(MODEL, ALIAS, actor, "back");
                    } else {
                        HistoryEntry own = champions.promote(NewChampion.of(MODEL, wanted, actor, "better")
                                .withExpected(champions
                                        .champion(MODEL, ALIAS)
                                        .version()
                                        .orElse(null)));
                        outcomes.add(new Outcome(wanted, true, own.number()));
                    }
                } catch (ChampionMovedException e) {
                    outcomes.add(new Outcome(wanted, false, e.winner().number()));
                } catch (ReconcileNeededException e) {
                    throw new AssertionError("wrong diagnosis: " + e.getMessage(), e);
                } catch (RatchetException e) {
                    // It is champion already, there is none before it, or no request was answered.
                    LOG.debug("not done: {}", e.getMessage());
                }
            }
        };
    }

    private static void look(long seed, Stores stores) {
        Champion now = Champions.of(stores).champion(MODEL, ALIAS);
        assertThat(now.state())
                .as("seed %d: %s", seed, now.explanation())
                .isIn(ChampionState.IN_STEP, ChampionState.OPEN);
    }

    private static void check(long seed, Stores stores, ConcurrentLinkedQueue<Outcome> outcomes) {
        Champions champions = Champions.of(stores);
        champions.reconcile(MODEL, ALIAS);
        Champion now = champions.champion(MODEL, ALIAS);
        assertThat(now.version().map(VersionRef::version))
                .as("seed %d", seed)
                .isEqualTo(stores.registry().versionByAlias(MODEL, ALIAS).map(VersionRecord::number));
        List<HistoryEntry> valid = champions.history(MODEL).of(ALIAS);
        int before = 0;
        for (HistoryEntry entry : valid) {
            assertThat(entry.entry().follows()).as("seed %d", seed).isEqualTo(before);
            before = entry.number();
        }
        for (Outcome outcome : outcomes) {
            assertThat(valid).as("seed %d: %s", seed, outcome).anySatisfy(entry -> {
                assertThat(entry.number()).isEqualTo(outcome.entry());
                assertThat(entry.entry().champion().orElseThrow().version() == outcome.version() || !outcome.won())
                        .isTrue();
            });
        }
        assertThat(champions.verify(MODEL).findings()).as("seed %d", seed).isEmpty();
    }
}
