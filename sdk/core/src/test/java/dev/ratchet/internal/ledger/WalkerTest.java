/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.ledger.HeadAnchor;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.LedgerDamage;
import dev.ratchet.store.LedgerRecord;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

class WalkerTest {

    private static EntriesForTests three() {
        return new EntriesForTests()
                .add(0, 0, "champion", 1, 500)
                .add(1, 1, "champion", 2, 400)
                .add(2, 2, "champion", 3, 600);
    }

    private static LedgerDamage damage(Walk walk) {
        return Objects.requireNonNull(walk.damage(), "there is no damage");
    }

    @Test
    void entries_areValid_whenTheyFollowTheHeadOfTheirAlias() {
        Walk walk = new EntriesForTests()
                .add(0, 0, "champion", 1, 1)
                .add(0, 0, "champion", 2, 2)
                .add(1, 0, "challenger", 3, 3)
                .add(3, 1, "champion", 4, 4)
                .add(3, 1, "champion", 5, 5)
                .walk();

        assertThat(walk.damage()).isNull();
        assertThat(walk.entries()).extracting(HistoryEntry::valid).containsExactly(true, false, true, true, false);
        assertThat(walk.headNumber("champion")).isEqualTo(4);
        assertThat(walk.headNumber("challenger")).isEqualTo(3);
        assertThat(walk.champion("champion").orElseThrow().version()).isEqualTo(4);
        assertThat(walk.headNumber("none")).isZero();
    }

    @Test
    void time_neverRunsBack() {
        assertThat(three().walk().entries())
                .extracting(entry -> entry.time().toEpochMilli())
                .containsExactly(500L, 500L, 600L);
    }

    @Test
    void anEmptyLedger_isSound_unlessSomethingNamesIt() {
        LedgerRecord none = new LedgerRecord("", List.of(), 1);
        LedgerRecord begun = new LedgerRecord("l", List.of(), 1);

        assertThat(Walker.walk(Anchors.NONE, none).damage()).isNull();
        assertThat(Walker.walk(new Anchors("l", List.of()), begun).damage()).isNull();
        assertThat(damage(Walker.walk(new Anchors("l", List.of()), none)).kind())
                .isEqualTo(LedgerDamage.Kind.MISSING);
        assertThat(damage(Walker.walk(new Anchors("m", List.of()), begun)).kind())
                .isEqualTo(LedgerDamage.Kind.FOREIGN);
    }

    @Test
    void aMissingNumber_isDamage_andTheRestIsNotBelieved() {
        EntriesForTests entries = three();
        entries.raw.remove(1);

        Walk walk = entries.walk();

        assertThat(damage(walk).kind()).isEqualTo(LedgerDamage.Kind.MISSING);
        assertThat(damage(walk).at()).isEqualTo(2);
        assertThat(walk.entries()).hasSize(1);
        assertThat(damage(walk)).hasToString("ledger damaged at 2: entry 2 is missing");
    }

    @Test
    void aChangedEntry_isNamed_byTheChainOfALaterOne() {
        EntriesForTests entries = three();
        entries.raw.set(1, changed(entries.raw.get(1)));

        LedgerDamage damage = damage(entries.walk());

        assertThat(damage.kind()).isEqualTo(LedgerDamage.Kind.CHANGED);
        assertThat(damage.at()).isEqualTo(2);
        assertThat(damage.lastGood()).isEqualTo(1);
        assertThat(damage.explanation()).contains("entry 2 was changed", "as entry 3 tells");
    }

    private static LedgerRecord.Entry changed(LedgerRecord.Entry entry) {
        String text = entry.tags().getOrDefault(EntryTags.ENTRY, "").replace("better", "worse");
        return new LedgerRecord.Entry(entry.number(), entry.createdTime(), Map.of(EntryTags.ENTRY, text));
    }

    @Test
    void aChangedHead_isSeenByItsAnchorOnly() {
        EntriesForTests entries = three();
        HeadAnchor anchor = entries.anchor(3);
        entries.raw.set(2, changed(entries.raw.get(2)));

        assertThat(entries.walk().damage()).isNull();
        assertThat(damage(entries.walk(anchor)).at()).isEqualTo(3);
        assertThat(damage(entries.walk(anchor)).lastGood()).isEqualTo(2);
        assertThat(damage(entries.walk(entries.anchor(2), anchor)).lastGood()).isEqualTo(2);
    }

    @Test
    void aCutTail_isSeenByItsAnchorOnly() {
        EntriesForTests entries = three();
        HeadAnchor anchor = entries.anchor(3);
        entries.raw.remove(2);

        assertThat(entries.walk().damage()).isNull();
        assertThat(damage(entries.walk(anchor)).kind()).isEqualTo(LedgerDamage.Kind.MISSING);
        assertThat(damage(entries.walk(anchor)).explanation()).contains("entry 3", "the model names");
    }

    @Test
    void anEntryOfAnotherLedger_isDamage() {
        LedgerRecord foreign = new LedgerRecord("other", three().raw, 1);

        LedgerDamage damage = damage(Walker.walk(new Anchors("other", List.of()), foreign));

        assertThat(damage.kind()).isEqualTo(LedgerDamage.Kind.FOREIGN);
        assertThat(damage.lastGood()).isZero();
    }

    @Test
    void anEntryThatIsNotCanonical_isDamage() {
        EntriesForTests entries = three();
        LedgerRecord.Entry raw = entries.raw.get(2);
        String text = raw.tags().getOrDefault(EntryTags.ENTRY, "") + " ";
        entries.raw.set(2, new LedgerRecord.Entry(3, 1, Map.of(EntryTags.ENTRY, text)));

        assertThat(damage(entries.walk()).explanation()).contains("entry 3 cannot be read", "canonical");
    }
}
