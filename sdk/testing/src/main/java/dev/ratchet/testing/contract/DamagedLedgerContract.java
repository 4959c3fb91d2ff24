/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champion;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.DecisionRef;
import dev.ratchet.ledger.EntryKind;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.LedgerReport;
import dev.ratchet.ledger.LedgerReport.Kind;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.ledger.ReconcileNeededException;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@link Champions} says of ledgers that somebody has changed, by the means that a store gives to people. */
public abstract class DamagedLedgerContract {

    private static final Actor CI = Actor.claimed("ci");
    private static final String ALIAS = NewChampion.ALIAS;
    private static final String KEY = "ratchet.ledger.entry";

    private String model = "";
    private String run = "";

    /** For subclasses. */
    protected DamagedLedgerContract() {}

    /** The stores to test, open; asked often, so the same ones each time. */
    protected abstract Stores stores();

    /** Deletes an entry of a model's ledger, past the interfaces. */
    protected abstract void deleteEntry(String ofModel, int number);

    /** Puts another text in place of an entry's, past the interfaces. */
    protected abstract void editEntry(String ofModel, int number, String text);

    /** Deletes the ledger of a model, past the interfaces. */
    protected abstract void deleteLedger(String ofModel);

    /** Entries 1 to 3 promote versions 1 to 3, entry 4 is void, entry 5 promotes version 4. */
    @BeforeEach
    void fill() {
        model = Given.unique("churn");
        ModelRecord made = Given.model(stores());
        for (int version = 1; version <= 4; version++) {
            Given.version(stores(), model, made);
        }
        RunRecord decision = Given.run(stores());
        run = decision.id();
        promote(1);
        promote(2);
        promote(3);
        // As one that lost: it follows a head that is no longer there.
        stores().ledgers().append(model, UUID.randomUUID().toString(), Map.of(KEY, text(3)), "");
        promote(4);
    }

    private String text(int number) {
        return stores().ledgers().read(model).entries().stream()
                .filter(entry -> entry.number() == number)
                .map(entry -> entry.tags().getOrDefault(KEY, ""))
                .findFirst()
                .orElseThrow();
    }

    private Champions champions() {
        return Champions.of(stores());
    }

    private HistoryEntry promote(int version) {
        return champions()
                .promote(NewChampion.of(model, version, CI, "version " + version)
                        .withDecision(new DecisionRef(run, "abc"))
                        .withExpected(
                                champions().champion(model, ALIAS).version().orElse(null)));
    }

    private void assertDamagedAt(int number, int lastGood, Kind kind) {
        Champion now = champions().champion(model, ALIAS);
        assertThat(now.state()).as(now.explanation()).isEqualTo(ChampionState.DAMAGED);
        assertThat(now.version()).isEmpty();
        assertThat(now.explanation()).contains("ledger damaged at " + number, "--repair --reason");
        assertThat(champions().history(model).damage())
                .hasValueSatisfying(damage -> assertThat(damage.lastGood()).isEqualTo(lastGood));
        assertThat(champions().verify(model).findings())
                .extracting(LedgerReport.Finding::kind)
                .contains(Kind.DAMAGED_LEDGER, kind);
        assertThatThrownBy(() -> promote(2))
                .isInstanceOf(ReconcileNeededException.class)
                .hasMessageContaining("ledger damaged at " + number);
        assertThatThrownBy(() -> champions().rollback(model, ALIAS, CI, "x"))
                .isInstanceOf(ReconcileNeededException.class);
        assertThatThrownBy(() -> champions().championAt(model, ALIAS, Instant.MAX))
                .isInstanceOf(ReconcileNeededException.class);
        assertThatThrownBy(() -> champions().reconcile(model, ALIAS)).isInstanceOf(ReconcileNeededException.class);
    }

    /** The champion is then what the alias says, the damage stays on record, and promotions go on. */
    private void assertRepairs() {
        HistoryEntry repair = champions().repair(model, ALIAS, CI, "looked at it");

        assertThat(repair.entry().kind()).isEqualTo(EntryKind.REPAIR);
        Champion now = champions().champion(model, ALIAS);
        assertThat(now.state()).as(now.explanation()).isEqualTo(ChampionState.IN_STEP);
        assertThat(now.version().map(VersionRef::version)).hasValue(4);
        assertThat(champions().history(model).repaired()).hasSize(1);
        promote(2);
        promote(3);
        assertThat(champions().champion(model, ALIAS).version().map(VersionRef::version))
                .hasValue(3);
        assertThat(stores().registry().versionByAlias(model, ALIAS).map(VersionRecord::number))
                .hasValue(3);
        assertThat(champions().verify(model).findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.REPAIRED_LEDGER));
    }

    @Test
    void aLedgerWithAVoidEntry_isSound() {
        assertThat(champions().champion(model, ALIAS).state()).isEqualTo(ChampionState.IN_STEP);
        assertThat(champions().history(model).entries())
                .extracting(HistoryEntry::valid)
                .containsExactly(true, true, true, false, true);
        assertThat(champions().verify(model).findings()).isEmpty();
    }

    @Test
    void aDeletedValidEntry_isDamage() {
        deleteEntry(model, 2);

        assertDamagedAt(2, 1, Kind.MISSING);
        assertRepairs();
    }

    @Test
    void aDeletedVoidEntry_isDamage() {
        deleteEntry(model, 4);

        assertDamagedAt(4, 3, Kind.MISSING);
        assertRepairs();
    }

    @Test
    void theDeletedLastEntry_isDamage_whenItWasConfirmed() {
        deleteEntry(model, 5);

        assertDamagedAt(5, 4, Kind.MISSING);
        assertRepairs();
    }

    @Test
    void aDeletedLedger_isDamage() {
        deleteLedger(model);

        assertDamagedAt(1, 0, Kind.MISSING);
        assertRepairs();
    }

    @Test
    void anEditedEntry_isDamage_andNamed() {
        editEntry(model, 2, text(2).replace("version 2", "version Z"));

        assertDamagedAt(2, 1, Kind.TAMPERED);
        assertThat(champions().verify(model).findings())
                .anySatisfy(finding -> assertThat(finding.explanation()).contains("entry 2 was changed"));
        assertRepairs();
    }

    @Test
    void theEditedHead_isDamage_andStaysSoAfterTheRepair() {
        editEntry(model, 5, text(5).replace("version 4", "version Z"));

        assertDamagedAt(5, 4, Kind.TAMPERED);
        assertRepairs();
    }

    @Test
    void anEntryThatCannotBeRead_isDamage() {
        editEntry(model, 3, "{}");

        assertDamagedAt(3, 2, Kind.TAMPERED);
        assertRepairs();
    }

    @Test
    void anEditedAnchor_isDamage() {
        stores().registry().setModelTag(model, "ratchet.ledger.head.champion", "nonsense");

        assertDamagedAt(1, 5, Kind.TAMPERED);
        assertRepairs();
    }

    @Test
    void aLedgerThatItsModelDoesNotName_isDamage() {
        stores().registry().deleteModelTag(model, "ratchet.ledger");

        assertDamagedAt(1, 5, Kind.TAMPERED);
        assertRepairs();
    }

    @Test
    void aDeletedDecisionRun_changesNothing() {
        stores().tracking().deleteRun(run);

        assertThat(champions().champion(model, ALIAS).state()).isEqualTo(ChampionState.IN_STEP);
        champions().rollback(model, ALIAS, CI, "back");
        assertThat(champions().champion(model, ALIAS).version().map(VersionRef::version))
                .hasValue(3);
    }

    @Test
    void championAt_knowsTheTimeBeforeTheDamage_only() {
        Instant early = champions().history(model).entries().get(0).time();
        deleteEntry(model, 3);

        assertThat(champions().championAt(model, ALIAS, early.minusMillis(1))).isEmpty();
        HistoryEntry repair = champions().repair(model, ALIAS, CI, "looked at it");

        assertThatThrownBy(
                        () -> champions().championAt(model, ALIAS, repair.time().minusMillis(1)))
                .isInstanceOf(ReconcileNeededException.class)
                .hasMessageContainingAll("is not known", "entry 3 is missing");
        assertThat(champions().championAt(model, ALIAS, repair.time()).map(VersionRef::version))
                .hasValue(4);
    }
}
