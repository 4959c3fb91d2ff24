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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A ledger of five entries for contracts about damage, which is done by the means that a store gives to people. */
abstract class LedgerToDamage {

    static final Actor CI = Actor.claimed("ci");
    static final String ALIAS = NewChampion.ALIAS;
    private static final String KEY = "ratchet.ledger.entry";

    private String model = "";
    private String run = "";

    /** How to damage the ledgers of the stores to test. */
    protected abstract LedgerByHand byHand();

    Stores stores() {
        return byHand().stores();
    }

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
        HistoryEntry third = promote(3, promote(2, promote(1, null)));
        // As one that lost: it follows a head that is no longer there.
        stores().ledgers().append(model, UUID.randomUUID().toString(), Map.of(KEY, text(3)), "");
        promote(4, third);
    }

    String model() {
        return model;
    }

    /** The decision run of all entries. */
    String run() {
        return run;
    }

    String text(int number) {
        return stores().ledgers().read(model).entries().stream()
                .filter(entry -> entry.number() == number)
                .map(entry -> entry.tags().getOrDefault(KEY, ""))
                .findFirst()
                .orElseThrow();
    }

    Champions champions() {
        return Champions.of(stores());
    }

    private HistoryEntry promote(int version, @Nullable HistoryEntry before) {
        return champions()
                .promote(NewChampion.of(model, version, CI, "version " + version)
                        .withDecision(new DecisionRef(run, "abc"))
                        .withExpected(before == null ? null : before.entry().to()));
    }

    void assertDamagedAt(int number, int lastGood, Kind kind) {
        Champion now = champions().champion(model, ALIAS);
        assertThat(now.state()).as(now.explanation()).isEqualTo(ChampionState.DAMAGED);
        assertThat(now.version()).isEmpty();
        assertThat(now.explanation()).contains("ledger damaged at " + number, "--repair --reason");
        assertThat(champions().history(model).damage())
                .hasValueSatisfying(damage -> assertThat(damage.lastGood()).isEqualTo(lastGood));
        assertThat(champions().verify(model).findings())
                .extracting(LedgerReport.Finding::kind)
                .contains(Kind.DAMAGED_LEDGER, kind);
        assertThatThrownBy(() -> promote(2, null))
                .isInstanceOf(ReconcileNeededException.class)
                .hasMessageContaining("ledger damaged at " + number);
        assertThatThrownBy(() -> champions().rollback(model, ALIAS, CI, "x"))
                .isInstanceOf(ReconcileNeededException.class);
        assertThatThrownBy(() -> champions().championAt(model, ALIAS, Instant.MAX))
                .isInstanceOf(ReconcileNeededException.class);
        assertThatThrownBy(() -> champions().reconcile(model, ALIAS)).isInstanceOf(ReconcileNeededException.class);
    }

    /** The champion is then what the alias says, the damage stays on record, and promotions go on. */
    void assertRepairs() {
        HistoryEntry repair = champions().repair(model, ALIAS, CI, "looked at it");

        assertThat(repair.entry().kind()).isEqualTo(EntryKind.REPAIR);
        Champion now = champions().champion(model, ALIAS);
        assertThat(now.state()).as(now.explanation()).isEqualTo(ChampionState.IN_STEP);
        assertThat(now.version().map(VersionRef::version)).hasValue(4);
        assertThat(champions().history(model).repaired()).hasSize(1);
        promote(2, repair);
        assertThat(champions().champion(model, ALIAS).version().map(VersionRef::version))
                .hasValue(2);
        assertThat(stores().registry().versionByAlias(model, ALIAS).map(VersionRecord::number))
                .hasValue(2);
        assertThat(champions().verify(model).findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.REPAIRED_LEDGER));
    }
}
