/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.compare;

import dev.ratchet.cli.internal.compare.DatasetRow.Use;
import dev.ratchet.cli.internal.compare.DatasetRow.Verdict;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class DatasetRowTest {

    private static DatasetRow row(Use... uses) {
        return new DatasetRow("train", List.of(uses));
    }

    private static Use use(String... kindsAndDigests) {
        return kindsAndDigests.length == 2
                ? new Use("d", Map.of(kindsAndDigests[0], kindsAndDigests[1]))
                : new Use("d", Map.of(kindsAndDigests[0], kindsAndDigests[1], kindsAndDigests[2], kindsAndDigests[3]));
    }

    @Test
    void verdict_isSame_whenAllDigestsOfOneKindAreEqual() {
        assertThat(row(use("content-1", "aa"), use("content-1", "aa")).verdict())
                .isEqualTo(Verdict.SAME);
    }

    @Test
    void verdict_comparesNoDifferentKinds_evenWhenTheDigestsAreEqual() {
        DatasetRow row = row(use("content-1", "aa"), use("mlflow", "aa"));

        assertThat(row.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
        assertThat(row.words()).isEqualTo("not comparable");
    }

    @Test
    void verdict_isDifferent_andSaysWhatIsEqual_whenTheRowsAreInAnotherOrder() {
        DatasetRow row = row(use("content-1", "aa", "multiset-1", "cc"), use("content-1", "bb", "multiset-1", "cc"));

        assertThat(row.verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(row.words()).isEqualTo("different (content-1 differs, multiset-1 equal)");
    }

    @Test
    void verdict_isMissing_whenARunHasNone() {
        assertThat(row(use("content-1", "aa"), Use.NONE).verdict()).isEqualTo(Verdict.MISSING);
    }
}
