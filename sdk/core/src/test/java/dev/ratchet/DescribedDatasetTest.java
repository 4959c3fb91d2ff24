/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.DatasetIdentity.Description;
import dev.ratchet.dataset.DatasetSource;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.RunRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/** Datasets that have more to say than who they are. */
class DescribedDatasetTest {

    @TempDir
    Path store;

    private final AtomicInteger asked = new AtomicInteger();

    private DatasetIdentity dataset(String name, String split) {
        return new DatasetIdentity(
                        name,
                        DatasetSource.code(),
                        Map.of(),
                        Map.of("num_rows", 3),
                        List.of(new DatasetDigest("content-1", "0123456789abcdef")))
                .withDescriber(label -> {
                    asked.incrementAndGet();
                    return new Description(
                            Map.of("predicts", label), Map.of("split.json", split), Map.of("split", split));
                });
    }

    private RunRecord logged(Consumer<Run> body) {
        try (Ratchet ratchet =
                Ratchet.builder().environment(Map.of()).store(store).localOnly().open()) {
            String id = ratchet.experiment("e").run("r", run -> {
                body.accept(run);
                return run.id();
            });
            RunRecord record = ratchet.local().tracking().run(id);
            assertThat(ratchet.local().artifacts().list(record.artifactRoot(), ""))
                    .extracting(file -> file.path())
                    .contains("split.json");
            return record;
        }
    }

    @Test
    void logInput_asksOnce_andLogsWhatIsSaidOnce() {
        DatasetIdentity described = dataset("d", "s").described("y");
        RunRecord run = logged(open -> {
            open.logInput(described, "train");
            open.logInput(described, "train");
            open.logInput(described.withName("watch"), "eval");
        });

        assertThat(asked).hasValue(1);
        assertThat(run.inputs()).extracting(DatasetInput::name).containsExactly("d", "watch");
        assertThat(run.inputs().get(0).profile()).contains("\"num_rows\":3", "\"predicts\":\"y\"");
        assertThat(run.tags()).containsEntry("split", "s").doesNotContainKey("split-2");
    }

    @Test
    void logInput_givesANumber_toOtherWordsOfTheSameName() {
        RunRecord run = logged(open -> {
            open.logInput(dataset("a", "one"), "train");
            open.logInput(dataset("b", "two"), "train");
        });

        assertThat(run.tags()).containsEntry("split", "one").containsEntry("split-2", "two");
        try (Ratchet ratchet =
                Ratchet.builder().environment(Map.of()).store(store).localOnly().open()) {
            assertThat(ratchet.local().artifacts().list(run.artifactRoot(), ""))
                    .extracting(file -> file.path())
                    .contains("split.json", "split-2.json");
        }
    }

    @Test
    void described_leavesOut_whatFails_andSaysSo() {
        DatasetIdentity identity = dataset("d", "s").withDescriber(label -> {
            throw new RatchetException("the data is gone");
        });
        DatasetIdentity described = identity.described("y");

        assertThat(described).isEqualTo(identity).hasSameHashCodeAs(identity);
        assertThat(described.describer().describe("").tags())
                .containsEntry("ratchet.dataset.undescribed.d", "only the identity is known: the data is gone");
    }

    @Test
    void equality_isThatOfTheData() {
        assertThat(dataset("d", "s")).isEqualTo(dataset("d", "other")).isNotEqualTo(dataset("e", "s"));
        assertThat(dataset("d", "s").described("y")).isNotEqualTo(dataset("d", "s"));
    }
}
