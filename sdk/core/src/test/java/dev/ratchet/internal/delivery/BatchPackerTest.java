/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.internal.journal.Entry;
import dev.ratchet.store.BatchLimits;
import dev.ratchet.store.MetricPoint;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class BatchPackerTest {

    private final List<BatchPacker.Packed> sent = new ArrayList<>();

    private BatchPacker packer(BatchLimits limits) {
        return new BatchPacker(limits, sent::add);
    }

    private static Entry.Metrics metrics(long step, int count, String prefix) {
        List<String> keys = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
        return new Entry.Metrics(1, step, keys, new double[count]);
    }

    private static Map<String, String> texts(int count) {
        Map<String, String> texts = new LinkedHashMap<>();
        IntStream.range(0, count).forEach(i -> texts.put("k" + i, "v"));
        return texts;
    }

    @Test
    void aBatch_hasAtMostWhatTheStoreTakes() {
        BatchPacker packer = packer(BatchLimits.MLFLOW);
        packer.add("w", metrics(0, 2500, "m"), 10);
        packer.add("w", new Entry.Params(1, texts(250)), 20);
        packer.add("w", new Entry.Tags(1, texts(250)), 30);
        packer.flush();

        assertThat(sent).allSatisfy(packed -> {
            assertThat(packed.batch().metrics().size()).isLessThanOrEqualTo(1000);
            assertThat(packed.batch().params().size()).isLessThanOrEqualTo(100);
            assertThat(packed.batch().tags().size()).isLessThanOrEqualTo(100);
            assertThat(packed.batch().size()).isLessThanOrEqualTo(1000);
        });
        assertThat(sent.stream()
                        .mapToInt(packed -> packed.batch().metrics().size())
                        .sum())
                .isEqualTo(2500);
        assertThat(sent.stream()
                        .mapToInt(packed -> packed.batch().params().size())
                        .sum())
                .isEqualTo(250);
    }

    @Test
    void anOffset_moves_onlyWithTheLastBatchOfItsEntry() {
        BatchPacker packer = packer(BatchLimits.MLFLOW);
        packer.add("a", metrics(0, 10, "x"), 5);
        packer.add("b", metrics(0, 2500, "m"), 10);
        packer.flush();

        assertThat(sent)
                .extracting(BatchPacker.Packed::offsets)
                .containsExactly(Map.of("a", 5L), Map.of(), Map.of("b", 10L));
    }

    @Test
    void olderServers_getAHundredKeysABatch() {
        BatchPacker packer = packer(BatchLimits.OLDER_MLFLOW);
        for (int step = 0; step < 3; step++) {
            packer.add("w", metrics(step, 150, "m"), step + 1);
        }
        packer.flush();

        assertThat(sent)
                .allSatisfy(packed -> assertThat(packed.batch().metrics().stream()
                                .map(MetricPoint::key)
                                .distinct()
                                .count())
                        .isLessThanOrEqualTo(100));
        assertThat(sent.stream().mapToInt(packed -> packed.batch().size()).sum())
                .isEqualTo(450);
    }

    @Test
    void onePoint_isSentOnce() {
        BatchPacker packer = packer(BatchLimits.MLFLOW);
        packer.add("w", metrics(3, 1, "m"), 1);
        packer.add("w", metrics(3, 1, "m"), 2);
        packer.add("w", metrics(4, 1, "m"), 3);
        packer.flush();

        assertThat(sent)
                .singleElement()
                .satisfies(packed -> assertThat(packed.batch().metrics()).hasSize(2));
    }

    @Test
    void aParamWithASecondValue_goesIntoABatchOfItsOwn_soThatTheServerRefusesItAlone() {
        BatchPacker packer = packer(BatchLimits.MLFLOW);
        packer.add("w", new Entry.Params(1, Map.of("depth", "4")), 1);
        packer.add("w", new Entry.Params(1, Map.of("depth", "4")), 2);
        packer.add("w", new Entry.Params(1, Map.of("depth", "5")), 3);
        packer.flush();

        assertThat(sent)
                .extracting(packed -> packed.batch().params())
                .containsExactly(Map.of("depth", "4"), Map.of("depth", "5"));
        assertThat(sent).extracting(BatchPacker.Packed::offsets).containsExactly(Map.of("w", 2L), Map.of("w", 3L));
    }

    @Test
    void aLongTag_isCut() {
        BatchPacker packer = packer(BatchLimits.MLFLOW);
        packer.add("w", new Entry.Tags(1, Map.of("t", "x".repeat(9000))), 1);
        packer.flush();

        assertThat(sent.get(0).batch().tags().get("t")).hasSize(8000).endsWith("...");
    }

    @Test
    void entriesOfOtherKinds_moveTheOffset_andAnEmptyPackerSendsNothing() {
        BatchPacker packer = packer(BatchLimits.MLFLOW);
        packer.flush();
        packer.add("w", new Entry.RunResumed(1), 7);
        packer.flush();
        packer.flush();

        assertThat(sent).singleElement().satisfies(packed -> {
            assertThat(packed.batch().size()).isZero();
            assertThat(packed.offsets()).isEqualTo(Map.of("w", 7L));
        });
    }
}
