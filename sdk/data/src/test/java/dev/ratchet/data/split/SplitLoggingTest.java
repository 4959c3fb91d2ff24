/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.Run;
import dev.ratchet.data.DataType;
import dev.ratchet.data.NoMemoryLeft;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.TestFiles;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.RunRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

/** What runs know of splits. */
@ExtendWith(NoMemoryLeft.class)
class SplitLoggingTest {

    @TempDir
    Path store;

    private Ratchet open() {
        return Ratchet.builder().environment(Map.of()).store(store).localOnly().open();
    }

    private static DataSplit split(Table table) {
        return DataSplit.stratified("diagnosis").seed(42).apply(table);
    }

    private static RunRecord logged(Ratchet ratchet, Consumer<Run> body) {
        String id = ratchet.experiment("e").run("r", run -> {
            body.accept(run);
            return run.id();
        });
        return ratchet.local().tracking().run(id);
    }

    private static List<String> artifacts(Ratchet ratchet, RunRecord run, String folder) {
        return ratchet.local().artifacts().list(run.artifactRoot(), folder).stream()
                .map(file -> file.path())
                .toList();
    }

    @Test
    void partsAsInputs_bringTheirSplitAndProfile() {
        try (Ratchet ratchet = open();
                Table table = Tables.csv(TestFiles.CANCER);
                DataSplit split = split(table)) {
            RunRecord run = logged(ratchet, open -> {
                open.logInput(split.train(), "training");
                open.logInput(split.validation(), "validation");
            });

            assertThat(run.inputs())
                    .extracting(DatasetInput::name, DatasetInput::context)
                    .containsExactly(tuple("wdbc-100-train", "training"), tuple("wdbc-100-validation", "validation"));
            assertThat(run.inputs().get(0).profile())
                    .startsWith("{\"num_rows\":70,\"num_elements\":2170,\"part\":\"training\",")
                    .contains("\"name\":\"mean_radius\"");
            assertThat(run.tags())
                    .contains(
                            entry("ratchet.split", split.record().plan().toString()),
                            entry("ratchet.split.test", split.test().digest().toString()))
                    .doesNotContainKey("ratchet.leakage");
            assertThat(artifacts(ratchet, run, "")).contains("split.json", "profile");
            assertThat(artifacts(ratchet, run, "profile"))
                    .containsExactly("profile/wdbc-100-train.json", "profile/wdbc-100-validation.json");
        }
    }

    @Test
    void partOfAQuery_namesTheQuery_withoutCredentials() throws Exception {
        String url = "jdbc:h2:mem:split;USER=sa;PASSWORD=secret";
        try (Connection database = DriverManager.getConnection(url);
                Statement statement = database.createStatement();
                Ratchet ratchet = open()) {
            statement.execute("create table cases as select x as id, x * 2.5 as size from system_range(1, 40)");
            String query = "select id, size from cases order by id";
            try (Table table = Tables.jdbc(url, new Properties(), query);
                    DataSplit split = DataSplit.random().seed(1).apply(table)) {
                RunRecord run = logged(ratchet, open -> open.logInput(split.train(), "training"));

                assertThat(run.inputs()).singleElement().satisfies(input -> {
                    assertThat(input.sourceType()).isEqualTo("jdbc");
                    assertThat(input.source())
                            .contains("jdbc:h2:mem:split", query)
                            .doesNotContain("secret");
                });
            }
        }
    }

    @Test
    void describedForALabel_aPartSaysWhatLeaks_andAnAskedForReportWins() {
        try (Table table = Tables.csv(TestFiles.CANCER);
                Table leaky = table.derive("copy", DataType.STRING, row -> row.text("diagnosis"));
                DataSplit split = split(leaky);
                Table fewer = split.validation().drop("mean_radius")) {
            DatasetIdentity.Description own = description(fewer, "diagnosis");
            assertThat(own.tags()).containsEntry("ratchet.leakage", "errors: 1, warnings: 0");
            assertThat(own.artifacts().get("leakage.json")).contains("target_given_away", "copy");
            assertThat(own.profile().get("part")).isEqualTo("validation");

            LeakageCheck.of(split).group("diagnosis").check();
            assertThat(description(fewer, "").tags()).containsEntry("ratchet.leakage", "errors: 3, warnings: 0");
            assertThat(description(fewer, "diagnosis").tags())
                    .containsEntry("ratchet.leakage", "errors: 4, warnings: 0");
            LeakageCheck.of(split).target("mean_radius").check();
            assertThat(description(fewer, "diagnosis").artifacts().get("leakage.json"))
                    .contains("mean_perimeter")
                    .doesNotContain("'copy'");
        }
    }

    private static DatasetIdentity.Description description(Table table, String label) {
        return table.identity().describer().describe(label);
    }

    @Test
    void rowsOfTwoParts_areBoth_andRowsOfTwoSplitsAreNone() {
        try (Table table = Tables.csv(TestFiles.CANCER);
                DataSplit split = split(table);
                DataSplit other = split(table);
                Table both = split.train().concat(split.validation());
                Table mixed = split.train().concat(other.validation())) {
            assertThat(description(both, "").profile().get("part")).isEqualTo("training+validation");
            assertThat(description(both, "").artifacts()).containsKey("split.json");
            assertThat(description(mixed, "").profile().get("part")).isNull();
            assertThat(description(mixed, "").tags()).isEmpty();
        }
    }

    @Test
    void folds_bringTheirRecord() {
        try (Table table = Tables.csv(TestFiles.CANCER);
                Folds folds = DataSplit.random().folds(3, table);
                Table train = folds.train(1)) {
            assertThat(description(train, "").profile().get("part")).isEqualTo("fold 1 training");
            assertThat(description(train, "diagnosis").artifacts().get("split.json"))
                    .isEqualTo(folds.record().toJson());
        }
    }

    @Test
    void splitThatWasClosed_isSaidToBeUnchecked() {
        try (Table table = Tables.csv(TestFiles.CANCER)) {
            DataSplit split = split(table);
            try (Table kept = split.train().withName("kept")) {
                split.close();
                assertThat(description(kept, "diagnosis").tags().get("ratchet.leakage"))
                        .startsWith("not checked: ")
                        .contains("closed");
            }
        }
    }

    @Test
    void strictCheck_logsItsReport_thenFails() {
        try (Ratchet ratchet = open();
                Table table = Tables.csv(TestFiles.CANCER);
                Table leaky = table.derive("copy", DataType.STRING, row -> row.text("diagnosis"));
                DataSplit split = split(leaky)) {
            LeakageCheck check = LeakageCheck.of(split).target("diagnosis").strict();
            RunRecord run = logged(ratchet, open -> {
                assertThatThrownBy(() -> check.check(open))
                        .isInstanceOf(RatchetException.class)
                        .hasMessageContainingAll("The split leaks", "'copy'");
                split.logTo(open);
            });

            assertThat(run.tags())
                    .contains(
                            entry("ratchet.leakage", "errors: 1, warnings: 0"),
                            entry(
                                    "ratchet.split.table",
                                    "wdbc-100 " + split.record().content()));
            assertThat(artifacts(ratchet, run, "")).contains("leakage.json", "split.json");
        }
    }

    @Test
    void openedTestPart_isAnInputOfItsRun_withItsOpening() {
        try (Ratchet ratchet = open();
                Table table = Tables.csv(TestFiles.CANCER);
                DataSplit split = split(table)) {
            RunRecord first = logged(
                    ratchet,
                    run -> split.test()
                            .open(ratchet, run, Purpose.of("final score").finalModel("m/1"))
                            .close());
            RunRecord second =
                    logged(ratchet, run -> split.test().open(ratchet, "a look").close());

            assertThat(first.inputs())
                    .extracting(DatasetInput::name, DatasetInput::context)
                    .containsExactly(tuple("wdbc-100-test", "test"));
            assertThat(first.tags()).containsEntry("ratchet.test.warnings", "none");
            assertThat(first.tags().get("ratchet.test.opened"))
                    .contains(split.test().digest().toString(), "final score", "m/1", "\"number\":1");
            assertThat(second.tags()).containsEntry("ratchet.test.warnings", "OPENED_BEFORE, NO_FINAL_MODEL");
        }
    }
}
