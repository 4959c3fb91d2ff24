/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.breastcancer;

import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.model.Model;
import dev.ratchet.store.DatasetInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class BreastCancerTest {

    @TempDir
    Path store;

    @Test
    void run_trainsThreeSettings_registersTheBest_andSaysWhereToLook() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Ratchet ratchet = Ratchet.builder().store(store).localOnly().open();
                PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            ModelVersion version = BreastCancer.run(ratchet, out, Progress.none());
            assertThat(version.number()).hasValue(1);
            String printed = bytes.toString(StandardCharsets.UTF_8);
            assertThat(printed)
                    .contains("shallow", "deep", "sampled", "registered as 'breast-cancer' version 1")
                    .contains("ratchet runs list --experiment breast-cancer --store " + store);
            try (Wdbc data = Wdbc.split(0.7, 42);
                    Model model = ratchet.load("models:/breast-cancer/1")) {
                Table valid = data.valid();
                float[][] scores = model.predict(valid);
                int diagnosis = valid.indexOf(Wdbc.DIAGNOSIS);
                int right = 0;
                for (int i = 0; i < valid.rowCount(); i++) {
                    right += (scores[i][0] > 0.5f) == "malignant".equals(valid.text(i, diagnosis)) ? 1 : 0;
                }
                assertThat((double) right / valid.rowCount()).isGreaterThan(0.93);
            }
        }
    }

    @Test
    void runs_nameTheirData_byItsDigests() throws Exception {
        try (Ratchet ratchet = Ratchet.builder().store(store).localOnly().open();
                PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
                Wdbc data = Wdbc.split(0.7, 42)) {
            BreastCancer.run(ratchet, out, Progress.none());
            List<DatasetInput> inputs =
                    ratchet.runs("").flatMap(run -> run.inputs().stream()).toList();

            assertThat(inputs).extracting(DatasetInput::name).contains("wdbc-train", "train", "valid");
            assertThat(inputs).allSatisfy(input -> {
                DatasetIdentity table = (input.name().equals("valid") ? data.valid() : data.train()).identity();
                assertThat(input.profile())
                        .contains(table.digests().stream()
                                .map(digest -> '"' + digest.kind() + "\":\"" + digest.hex() + '"')
                                .toList());
                assertThat(input.source()).contains("wdbc.csv");
            });
        }
    }

    /** What mlflow.data.from_pandas(pandas.read_csv("wdbc.csv")).digest is in Python. */
    @Test
    void wholeFile_hasPythonsDigest() {
        try (Table all = Tables.csv(Wdbc.file())) {
            assertThat(all.identity().digest("mlflow-python-table-1"))
                    .hasValue(new DatasetDigest("mlflow-python-table-1", "f3fe786c"));
        }
    }

    @Test
    void split_isRepeatable_andKeepsTheShares() {
        try (Wdbc data = Wdbc.split(0.7, 42);
                Wdbc again = Wdbc.split(0.7, 42);
                Wdbc other = Wdbc.split(0.7, 43)) {
            assertThat(data.train().rowCount() + data.valid().rowCount()).isEqualTo(569);
            assertThat(malignant(data.train())).isBetween(0.36, 0.38);
            assertThat(malignant(data.valid())).isBetween(0.36, 0.38);
            assertThat(again.train().identity()).isEqualTo(data.train().identity());
            assertThat(other.train().identity()).isNotEqualTo(data.train().identity());
        }
    }

    private static double malignant(Table rows) {
        try (Table malignant = rows.filter(row -> "malignant".equals(row.text(Wdbc.DIAGNOSIS)))) {
            return (double) malignant.rowCount() / rows.rowCount();
        }
    }
}
