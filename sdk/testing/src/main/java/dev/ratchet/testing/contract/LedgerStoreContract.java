/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.store.LedgerRecord;
import dev.ratchet.store.LedgerStore;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionIdentity;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a {@link LedgerStore} promises. */
public abstract class LedgerStoreContract {

    private static final String KEY = "ratchet.ledger.entry";

    /** For subclasses. */
    protected LedgerStoreContract() {}

    /** The stores to test, open; asked often, so the same ones each time. */
    protected abstract Stores stores();

    private LedgerStore ledgers() {
        return stores().ledgers();
    }

    private int append(String model, String text) {
        return ledgers().append(model, UUID.randomUUID().toString(), Map.of(KEY, text), "");
    }

    private String begun() {
        String model = Given.unique("churn");
        ledgers().begin(model, UUID.randomUUID().toString());
        return model;
    }

    @Test
    void read_isEmpty_whereThereIsNoLedger() {
        LedgerRecord record = ledgers().read(Given.unique("none"));

        assertThat(record.id()).isEmpty();
        assertThat(record.entries()).isEmpty();
    }

    @Test
    void begin_givesAllCallersTheSameId() throws InterruptedException {
        String model = Given.unique("churn");

        List<String> ids =
                Given.atOnce(4, () -> ledgers().begin(model, UUID.randomUUID().toString()));

        assertThat(Set.copyOf(ids)).hasSize(1);
        assertThat(ledgers().begin(model, "another")).isEqualTo(ids.get(0));
        assertThat(ledgers().read(model).id()).isEqualTo(ids.get(0));
    }

    @Test
    void append_numbersEntriesOneByOne_andKeepsThemByteForByte() {
        String model = begun();
        String text = "{\"reason\":\"it's é 日本 \\\\ \\\"x\\\"\"}";

        assertThat(append(model, text)).isEqualTo(1);
        assertThat(append(model, "second")).isEqualTo(2);

        LedgerRecord record = ledgers().read(model);
        assertThat(record.entries()).extracting(LedgerRecord.Entry::number).containsExactly(1, 2);
        assertThat(record.entries().get(0).tags()).containsEntry(KEY, text);
        assertThat(record.entries())
                .allSatisfy(
                        entry -> assertThat(entry.createdTime()).isPositive().isLessThan(record.time() + 60_000));
    }

    @Test
    void append_takesTextsOf4500Bytes() {
        String model = begun();
        String text = "é".repeat(2250);

        append(model, text);

        assertThat(ledgers().read(model).entries().get(0).tags()).containsEntry(KEY, text);
    }

    @Test
    void append_isRefused_whereThereIsNoLedger() {
        assertThatThrownBy(() -> append(Given.unique("none"), "x")).isInstanceOf(RatchetException.class);
    }

    @Test
    void append_leavesNoGaps_whenManyDoItAtOnce() throws InterruptedException {
        String model = begun();

        List<Integer> numbers = Given.atOnce(8, () -> {
            String id = UUID.randomUUID().toString();
            for (int i = 0; i < 20; i++) {
                try {
                    return ledgers().append(model, id, Map.of(KEY, "x"), "");
                } catch (dev.ratchet.UnavailableException e) {
                    // A busy server gives up; the entry is then looked for before it is sent again.
                    if (ledgers().find(model, id).isPresent()) {
                        return ledgers().find(model, id).getAsInt();
                    }
                }
            }
            throw new AssertionError("no number in 20 attempts");
        });

        assertThat(new TreeSet<>(numbers))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 8).boxed().toList());
        assertThat(ledgers().read(model).entries()).hasSize(8);
    }

    @Test
    void find_givesTheNumberOfAnId() {
        String model = begun();
        String id = UUID.randomUUID().toString();
        append(model, "other");

        assertThat(ledgers().find(model, id)).isEmpty();
        ledgers().append(model, id, Map.of(KEY, "x"), "");
        assertThat(ledgers().find(model, id)).hasValue(2);
    }

    @Test
    void marks_canBeSetAndRemoved_alsoTwice() {
        String model = begun();
        append(model, "x");

        ledgers().mark(model, 1, "ratchet.ledger.confirmed", "1");
        ledgers().mark(model, 1, "ratchet.ledger.confirmed", "2");
        ledgers().mark(model, 1, "gone.soon", "3");
        ledgers().unmark(model, 1, "gone.soon");
        ledgers().unmark(model, 1, "gone.soon");

        assertThat(ledgers().read(model).entries().get(0).tags())
                .containsEntry("ratchet.ledger.confirmed", "2")
                .containsEntry(KEY, "x")
                .doesNotContainKey("gone.soon");
        assertThatThrownBy(() -> ledgers().mark(model, 7, "a", "b")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void version_tellsWhoItIs() {
        ModelRecord model = Given.model(stores());
        String name = Given.unique("churn");
        Given.version(stores(), name, model);
        Given.version(stores(), name, model);
        stores().registry().setVersionTag(name, 2, "a", "b");

        ledgers().setAlias(name, "champion", 2);

        VersionIdentity found = ledgers().versionByAlias(name, "champion").orElseThrow();
        assertThat(found.number()).isEqualTo(2);
        assertThat(found.createdTime())
                .isEqualTo(stores().registry().version(name, 2).createdTime());
        assertThat(found.runId()).isEqualTo(model.runId());
        assertThat(found.tags()).containsEntry("a", "b");
        assertThat(ledgers().version(name, 2)).contains(found);
        assertThat(ledgers().version(name, 3)).isEmpty();
        assertThat(ledgers().versionByAlias(name, "challenger")).isEmpty();
        assertThat(ledgers().versionByAlias(Given.unique("none"), "champion")).isEmpty();
        assertThatThrownBy(() -> ledgers().setAlias(name, "champion", 9)).isInstanceOf(NotFoundException.class);
    }
}
