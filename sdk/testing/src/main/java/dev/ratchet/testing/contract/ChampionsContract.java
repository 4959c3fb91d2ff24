/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champion;
import dev.ratchet.ledger.ChampionMovedException;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.DecisionRef;
import dev.ratchet.ledger.EntryKind;
import dev.ratchet.ledger.History;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.ledger.ReconcileNeededException;
import dev.ratchet.ledger.StageMove;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@link Champions} does over stores, whoever dies in between. */
public abstract class ChampionsContract {

    private static final Actor CI = Actor.claimed("ci");
    private static final String ALIAS = NewChampion.ALIAS;

    private String model = "";

    /** For subclasses. */
    protected ChampionsContract() {}

    /** The stores to test, open; asked often, so the same ones each time. */
    protected abstract Stores stores();

    /** Every how manieth writing call a program is killed before; 1 for all of them. */
    protected int killStride() {
        return 1;
    }

    @BeforeEach
    void register() {
        model = Given.unique("churn");
        ModelRecord made = Given.model(stores());
        for (int i = 0; i < 4; i++) {
            Given.version(stores(), model, made);
        }
    }

    private Champions champions() {
        return Champions.of(stores());
    }

    private Champion champion() {
        return champions().champion(model, ALIAS);
    }

    private NewChampion wanted(int version) {
        return NewChampion.of(model, version, CI, "version " + version)
                .withExpected(champion().version().orElse(null));
    }

    private HistoryEntry promote(int version) {
        return champions().promote(wanted(version));
    }

    private int aliased() {
        return stores().registry()
                .versionByAlias(model, ALIAS)
                .map(VersionRecord::number)
                .orElse(0);
    }

    private void assertInStep(int version) {
        Champion now = champion();
        assertThat(now.state()).as(now.explanation()).isEqualTo(ChampionState.IN_STEP);
        assertThat(now.version().map(VersionRef::version)).hasValue(version);
        assertThat(aliased()).isEqualTo(version);
        assertThat(champions().verify(model).findings()).isEmpty();
    }

    @Test
    void champion_isNobody_beforeTheFirstPromotion() {
        Champion now = champion();

        assertThat(now.state()).isEqualTo(ChampionState.IN_STEP);
        assertThat(now.version()).isEmpty();
        assertThat(now.explanation()).contains("Nothing of", "yet");
        assertThat(champions().history(model).entries()).isEmpty();
        assertThat(champions().verify(model).isSound()).isTrue();
    }

    @Test
    void promote_movesTheAlias_andWritesWhoAndWhy() {
        RunRecord decision = Given.run(stores());
        promote(1);

        HistoryEntry second = champions().promote(wanted(2).withDecision(new DecisionRef(decision.id(), "abc")));

        assertInStep(2);
        assertThat(second.entry().kind()).isEqualTo(EntryKind.PROMOTE);
        assertThat(second.valid()).isTrue();
        assertThat(second.confirmed()).isTrue();
        History history = champions().history(model);
        assertThat(history.of(ALIAS)).hasSize(2);
        HistoryEntry first = history.entries().get(0);
        assertThat(first.entry().kind()).isEqualTo(EntryKind.GENESIS);
        assertThat(first.entry().actor()).isEqualTo(CI);
        assertThat(first.entry().reason()).isEqualTo("version 1");
        assertThat(history.entries().get(1).entry().decision().run()).isEqualTo(decision.id());
        assertThat(stores().registry().versionByAlias(model, "previous").map(VersionRecord::number))
                .hasValue(1);
        assertThat(stores().registry().version(model, 2).tags().get("ratchet.promotion.champion"))
                .contains("ci (claimed)", "version 2", decision.id());
        assertThat(stores().tracking().run(decision.id()).tags().get("ratchet.ledger.head.champion"))
                .startsWith("2 " + second.chain());
    }

    @Test
    void promote_movesTheStage_whenAskedTo() {
        StageMove production = new StageMove(VersionRecord.Stage.PRODUCTION, true);
        champions().promote(wanted(1).withStage(production));

        champions().promote(wanted(2).withStage(production));

        assertThat(stores().registry().version(model, 1).stage()).isEqualTo(VersionRecord.Stage.ARCHIVED);
        assertThat(stores().registry().version(model, 2).stage()).isEqualTo(VersionRecord.Stage.PRODUCTION);
    }

    @Test
    void promote_tellsWhoWon_whenTheChampionMoved() {
        promote(1);
        NewChampion second = wanted(2);
        NewChampion third = wanted(3);
        champions().promote(second);

        assertThatThrownBy(() -> champions().promote(third)).isInstanceOfSatisfying(ChampionMovedException.class, e -> {
            assertThat(e.winner().entry().champion().map(VersionRef::version)).hasValue(2);
            assertThat(e).hasMessageContainingAll("version 3", "version 1", "version 2 became", "ci", "entry 2");
        });
        assertInStep(2);
        assertThat(champions().history(model).entries()).hasSize(2);
    }

    @Test
    void promote_isRefused_forWhatIsNotThereOrIsChampion() {
        promote(1);

        assertThatThrownBy(() -> promote(1))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is champion already");
        assertThatThrownBy(() -> promote(9))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no version 9");
        String tooLong = "x".repeat(5000);
        NewChampion wanted = NewChampion.of(model, 2, CI, tooLong)
                .withExpected(champion().version().orElse(null));
        assertThatThrownBy(() -> champions().promote(wanted))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("4500", "shorten the reason");
        assertInStep(1);
    }

    @Test
    void aliases_haveChampionsOfTheirOwn() {
        promote(1);

        champions().promote(NewChampion.of(model, 2, CI, "tried").withAlias("challenger"));

        assertInStep(1);
        assertThat(champions().champion(model, "challenger").version().map(VersionRef::version))
                .hasValue(2);
        promote(3);
        assertThat(champions().champion(model, "challenger").state()).isEqualTo(ChampionState.IN_STEP);
    }

    @Test
    void anAliasMovedByHand_isReported_andAdoptedOrRestoredOnRequestOnly() {
        promote(1);
        promote(2);
        stores().registry().setAlias(model, ALIAS, 3);

        assertThat(champion().state()).isEqualTo(ChampionState.MOVED_BY_HAND);
        assertThat(champion().version()).isEmpty();
        NewChampion wanted = NewChampion.of(model, 4, CI, "x")
                .withExpected(
                        champions().history(model).entries().get(1).entry().to());
        assertThatThrownBy(() -> champions().promote(wanted))
                .isInstanceOf(ReconcileNeededException.class)
                .hasMessageContainingAll("points to version 3", "version 2", "--adopt", "--restore");
        assertThat(champions().reconcile(model, ALIAS).state()).isEqualTo(ChampionState.MOVED_BY_HAND);
        assertThat(aliased()).isEqualTo(3);

        champions().restore(model, ALIAS);
        assertInStep(2);
        stores().registry().setAlias(model, ALIAS, 3);
        HistoryEntry adopted = champions().adopt(model, ALIAS, CI, "an emergency");

        assertInStep(3);
        assertThat(adopted.entry().kind()).isEqualTo(EntryKind.ADOPT);
        assertThatThrownBy(() -> champions().adopt(model, ALIAS, CI, "again"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("not moved by hand");
    }

    @Test
    void anAliasFromBeforeTheLedger_mustBeAdopted() {
        stores().registry().setAlias(model, ALIAS, 2);

        assertThatThrownBy(() -> champions().promote(NewChampion.of(model, 3, CI, "x")))
                .isInstanceOf(ReconcileNeededException.class)
                .hasMessageContainingAll("says nothing yet", "reconcile " + model + " --adopt --reason");
        champions().adopt(model, ALIAS, CI, "made by Python");
        assertInStep(2);
        promote(3);
        assertInStep(3);
    }

    @Test
    void aDeletedChampion_isReported_andCanBeReplaced() {
        promote(1);
        promote(2);
        stores().registry().deleteVersion(model, 2);

        assertThat(champion().state()).isEqualTo(ChampionState.MOVED_BY_HAND);
        champions().adopt(model, ALIAS, CI, "version 2 was deleted");
        assertThat(champion().state()).isEqualTo(ChampionState.IN_STEP);
        assertThat(champion().version()).isEmpty();
        promote(3);
        assertThat(champion().version().map(VersionRef::version)).hasValue(3);
    }

    @Test
    void rollback_goesBackStepByStep_orToAnyEarlierOne() {
        promote(1);
        promote(2);
        promote(3);

        assertThat(champions()
                        .rollback(model, ALIAS, CI, "worse in use")
                        .entry()
                        .kind())
                .isEqualTo(EntryKind.ROLLBACK);
        assertInStep(2);
        champions().rollback(model, ALIAS, CI, "also worse");
        assertInStep(1);
        assertThatThrownBy(() -> champions().rollback(model, ALIAS, CI, "and on"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no earlier champion");
        champions().rollback(model, ALIAS, 3, CI, "it was the data");
        assertInStep(3);
        assertThatThrownBy(() -> champions().rollback(model, ALIAS, 4, CI, "x"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("Version 4", "never was champion", "[1, 2, 3]");
        assertThatThrownBy(() -> champions().rollback(model, ALIAS, CI, " "))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("reason");
    }

    @Test
    void championAt_tellsWhoItWas() {
        Instant first = promote(1).time();
        Instant second = promote(2).time();

        assertThat(champions().championAt(model, ALIAS, first.minusMillis(1))).isEmpty();
        assertThat(champions().championAt(model, ALIAS, second).map(VersionRef::version))
                .hasValue(2);
        assertThat(champions().championAt(model, ALIAS, Instant.MAX).map(VersionRef::version))
                .hasValue(2);
        assertThat(second).isAfterOrEqualTo(first);
    }

    @Test
    void reconcile_completesAPromotion_wheneverItsProgramWasKilled() {
        promote(1);
        int kills = 0;
        for (int call = 1; ; call += killStride()) {
            int before = aliased();
            int version = before % 4 + 1;
            int counted = champions().history(model).of(ALIAS).size();
            KilledStores killed = KilledStores.before(stores(), call);
            try {
                Champions.of(killed.stores()).promote(wanted(version));
            } catch (KilledStores.Killed e) {
                kills++;
            }
            if (!killed.killed()) {
                break;
            }
            assertThat(champion().state())
                    .as("killed before call %d", call)
                    .isIn(ChampionState.IN_STEP, ChampionState.OPEN);

            Champion now = champions().reconcile(model, ALIAS);

            assertThat(champions().history(model).of(ALIAS).size()).isBetween(counted, counted + 1);
            assertThat(now.version().map(VersionRef::version))
                    .hasValueSatisfying(found -> assertThat(found).isIn(before, version));
            assertThat(aliased()).isEqualTo(now.version().orElseThrow().version());
            assertThat(champions().verify(model).findings()).isEmpty();
        }
        assertThat(kills).isGreaterThan(5 / killStride());
    }

    @Test
    void theFirstPromotion_isCompletedByTheNext_wheneverItsProgramWasKilled() {
        List<ChampionState> states = new ArrayList<>();
        for (int call = 1; ; call += killStride()) {
            register();
            KilledStores killed = KilledStores.before(stores(), call);
            try {
                Champions.of(killed.stores()).promote(NewChampion.of(model, 1, CI, "first"));
            } catch (KilledStores.Killed e) {
                states.add(champion().state());
            }
            if (!killed.killed()) {
                break;
            }
            promote(2);
            assertThat(aliased()).as("killed before call %d", call).isEqualTo(2);
            assertThat(champions().verify(model).findings()).isEmpty();
        }
        assertThat(states).hasSizeGreaterThan(5 / killStride()).containsOnly(ChampionState.IN_STEP, ChampionState.OPEN);
    }

    @Test
    void aLateRequest_isNoMoveByHand() throws Throwable {
        promote(1);
        KilledStores stopped = KilledStores.before(stores(), "setAlias");
        try {
            Champions.of(stopped.stores()).promote(wanted(2));
        } catch (KilledStores.Killed e) {
            assertThat(champion().state()).isEqualTo(ChampionState.OPEN);
        }
        promote(3);

        stopped.sendLate();

        assertThat(aliased()).isEqualTo(2);
        assertThat(champion().state()).isEqualTo(ChampionState.OPEN);
        assertThat(champion().version().map(VersionRef::version)).hasValue(3);
        champions().reconcile(model, ALIAS);
        assertThat(aliased()).isEqualTo(3);
        promote(4);
        assertThat(aliased()).isEqualTo(4);
    }

    @Test
    void promote_hasExactlyOneWinner_whenManyTryAtOnce() throws InterruptedException {
        promote(1);
        NewChampion wanted = wanted(2);

        List<String> outcomes = Given.atOnce(6, () -> {
            try {
                return "won " + champions().promote(wanted).number();
            } catch (ChampionMovedException e) {
                return "lost to " + e.winner().number();
            } catch (RefusedException e) {
                return "late";
            }
        });

        List<String> winners =
                outcomes.stream().filter(text -> text.startsWith("won")).toList();
        assertThat(winners).as("%s", outcomes).hasSize(1);
        assertThat(champion().version().map(VersionRef::version)).hasValue(2);
        champions().reconcile(model, ALIAS);
        assertInStep(2);
        assertThat(champions().history(model).of(ALIAS)).hasSize(2);
    }
}
