/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.Ratchet;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champion;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.store.VersionRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** Programs that are stopped or killed by signals, just before a call of their promotion. */
abstract class StoppedPromoterContract {

    private static final String ALIAS = NewChampion.ALIAS;
    private static final Actor CI = Actor.claimed("ci");

    @TempDir
    Path beside;

    private final String model = "stopped-" + UUID.randomUUID();

    private Ratchet ratchet;
    private Champions champions;
    private VersionRef first;

    /** The address of a server, or a directory. */
    abstract String store();

    /** Before which of its calls a promoter is killed, counted from 0; one that makes fewer ends. */
    abstract List<Integer> kills();

    @BeforeEach
    void promoteTheFirst() throws Exception {
        ratchet = Promoter.open(store(), beside);
        PromotersContract.register(ratchet.stores(), model, 4);
        champions = Champions.of(ratchet);
        first = promote(1, null);
    }

    @AfterEach
    void close() {
        ratchet.close();
    }

    private VersionRef promote(int version, @Nullable VersionRef expected) {
        HistoryEntry entry = champions.promote(
                NewChampion.of(model, version, CI, "version " + version).withExpected(expected));
        return entry.entry().champion().orElseThrow();
    }

    private int aliased() {
        return ratchet.stores()
                .registry()
                .versionByAlias(model, ALIAS)
                .map(VersionRecord::number)
                .orElse(0);
    }

    private Champion assertNobodyMovedItByHand() {
        Champion now = champions.champion(model, ALIAS);
        assertThat(now.state()).as(now.explanation()).isIn(ChampionState.IN_STEP, ChampionState.OPEN);
        return now;
    }

    /** The champion, the alias and the number of entries that count. */
    private void assertAllSay(int version, int entries) {
        assertThat(assertNobodyMovedItByHand().version().map(VersionRef::version))
                .hasValue(version);
        assertThat(aliased()).isEqualTo(version);
        List<HistoryEntry> valid = champions.history(model).of(ALIAS);
        assertThat(valid).hasSize(entries);
        assertThat(valid.get(entries - 1).confirmed()).isTrue();
        assertThat(champions.verify(model).findings()).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGSTOP")
    void aStoppedPromoter_thatGoesOnAfterTheNextPromotion_leavesTheAliasWhereTheLedgerSays() throws Exception {
        try (SteppedProcess stopped = SteppedProcess.start(store(), model, 2, beside)) {
            stopped.goOnUntilBefore("setAlias");
            stopped.stop();
            stopped.goOn();
            VersionRef second = assertNobodyMovedItByHand().version().orElseThrow();
            assertThat(second.version()).isEqualTo(2);
            assertThat(aliased()).isEqualTo(1);

            promote(3, second);
            assertThat(stopped.isStopped()).isTrue();
            assertAllSay(3, 3);
            stopped.resume();

            assertThat(stopped.goOnToTheEnd()).isEqualTo("promoted by entry 2");
        }
        assertAllSay(3, 3);
        assertThat(champions.champion(model, ALIAS).state()).isEqualTo(ChampionState.IN_STEP);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGSTOP")
    void aStoppedPromoter_thatIsKilled_isRepairedByReconcile_andWasNoMoveByHand() throws Exception {
        try (SteppedProcess stopped = SteppedProcess.start(store(), model, 2, beside)) {
            stopped.goOnUntilBefore("setAlias");
            stopped.stop();
        }
        assertThat(assertNobodyMovedItByHand().version().map(VersionRef::version))
                .hasValue(2);
        assertThat(aliased()).isEqualTo(1);

        champions.reconcile(model, ALIAS);

        assertAllSay(2, 2);
    }

    @Test
    void reconcile_completesAPromotion_beforeWhicheverCallItsProgramWasKilled() throws Exception {
        VersionRef champion = first;
        int entries = 1;
        List<String> before = new ArrayList<>();
        for (int calls : kills()) {
            int was = champion.version();
            int wanted = was % 4 + 1;
            String next;
            try (SteppedProcess killed = SteppedProcess.start(store(), model, wanted, beside)) {
                next = killed.goOnFor(calls);
            }
            before.add(next);
            assertNobodyMovedItByHand();

            champions.reconcile(model, ALIAS);

            // Before its entry is written a promotion has not happened; from then on it has.
            boolean counts = calls > 0;
            entries += counts ? 1 : 0;
            champion = assertNobodyMovedItByHand().version().orElseThrow();
            assertThat(champion.version()).as("killed before %s", next).isEqualTo(counts ? wanted : was);
            assertAllSay(champion.version(), entries);
        }
        assertThat(before).startsWith("append").contains("setAlias");
    }
}
