/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.RunStatus;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.store.Batch;
import dev.ratchet.store.ExperimentRecord;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.RunPage;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.store.TrackingStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What lies in a local store, and what damage to it does. */
class LocalStoreFilesTest {

    private static final long NOW = 1_700_000_000_000L;

    @TempDir
    private Path folder;

    private Stores stores;
    private TrackingStore tracking;
    private StoreLayout layout;

    @BeforeEach
    void open() {
        stores = LocalStores.open(folder.resolve("store"), Clock.systemUTC());
        tracking = stores.tracking();
        layout = new StoreLayout(folder.resolve("store"));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private RunRecord run(String experiment, long start) {
        ExperimentRecord made = tracking.createExperiment(experiment);
        return tracking.createRun(new NewRun(made.id(), "key", "r", start, Map.of()));
    }

    private RunFolder ended(double loss) {
        RunRecord run = run("e", NOW);
        tracking.logBatch(
                run.id(),
                new Batch(List.of(new MetricPoint("loss", loss, NOW, 1)), Map.of("depth", "4"), Map.of("é", "日本")));
        tracking.updateRun(run.id(), RunStatus.FINISHED, NOW + 9);
        return layout.run(run.id());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aStore_isPrivate_andIgnoredByGit() throws IOException {
        Path store = folder.resolve("store");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store)))
                .isEqualTo("rwx------");
        assertThat(store.resolve(".gitignore")).hasContent("*");
    }

    @Test
    void aStore_thatCannotBeWritten_saysWhatToDo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        for (Path directory : List.of(file, file.resolve("below"))) {
            assertThatThrownBy(() -> StoreLayout.open(directory))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("'" + directory + "' cannot be written")
                    .hasMessageContaining("RATCHET_HOME");
        }
    }

    @Test
    void aSummary_saysWhatTheJournalsSay() {
        RunFolder run = ended(Double.NaN);
        RunRecord fromJournals = RunReader.read(run).toRecord(run);
        assertThat(run.summary()).exists();

        assertThat(RunReader.read(run).toRecord(run)).isEqualTo(fromJournals);
        assertThat(RunReader.readJournals(run).toRecord(run)).isEqualTo(fromJournals);
        assertThat(fromJournals.endTime()).hasValue(NOW + 9);
    }

    @Test
    void aSummary_countsForNothing_whenAJournalHasGrown() {
        RunFolder run = ended(0.5);
        RunReader.read(run);
        tracking.updateRun(run.key(), RunStatus.FAILED, NOW + 20);

        assertThat(RunReader.read(run).status()).isEqualTo(RunStatus.FAILED);
        try (RunWriters.OpenWriter other = RunWriters.open(run, Clock.systemUTC())) {
            other.journal().append(new Entry.Tags(NOW + 30, Map.of("later", "yes")));
        }
        assertThat(RunReader.read(run).tags()).containsEntry("later", "yes");
    }

    @Test
    void aDamagedSummary_isMadeAnew() throws IOException {
        RunFolder run = ended(0.5);
        RunReader.read(run);
        String good = Files.readString(run.summary());
        for (String damaged : List.of("", "{", "[]", good.replace("\"format\":1", "\"format\":2"), good.substring(9))) {
            Files.writeString(run.summary(), damaged);

            assertThat(RunReader.read(run).params()).containsEntry("depth", "4");
            assertThat(run.summary()).hasContent(good);
        }
    }

    @Test
    void aDamagedJournal_isSaid_andTheRestIsRead() throws IOException {
        RunFolder run = ended(0.5);
        Path journal = run.journals().get(0);
        byte[] bytes = Files.readAllBytes(journal);
        bytes[40] ^= 4;
        Files.write(journal, bytes);

        RunState state = RunReader.read(run);

        assertThat(state.params()).containsEntry("depth", "4");
        assertThat(state.problems()).singleElement().asString().contains(journal.toString(), "are damaged");
        assertThat(RunReader.read(run).problems()).hasSize(1);
    }

    @Test
    void aRunOfANewerFormat_isLeftOut_andHidesNoOther() throws IOException {
        RunFolder newer = ended(0.5);
        RunFolder other = ended(0.25);
        stores.close();
        Files.delete(newer.journals().get(0));
        try (java.io.InputStream in = LocalStoreFilesTest.class.getResourceAsStream("format-2.journal")) {
            Files.write(
                    newer.journal("1700000000000-1-00000000"),
                    java.util.Objects.requireNonNull(in).readAllBytes());
        }

        assertThat(tracking.searchRuns(RunQuery.of(List.of(), 10)).runs())
                .extracting(RunRecord::id)
                .containsExactly(other.key());
        assertThatThrownBy(() -> tracking.run(newer.key())).hasMessageContaining("journal format 2");
    }

    @Test
    void aRegisteredModelOfANewerFormat_isRefused_andNotWrittenBack() throws IOException {
        stores.registry().createModel("m");
        Path file = layout.registeredModel("m").resolve("model.json");
        Files.writeString(file, Files.readString(file).replaceFirst("(\"format\"\\s*:\\s*)1", "$12"));
        String newer = Files.readString(file);

        assertThatThrownBy(() -> stores.registry().setModelDescription("m", "changed"))
                .hasMessageContaining("model.json")
                .hasMessageContaining("format 2, and this release of Ratchet reads format 1");
        assertThat(file).hasContent(newer).content().contains("2");
    }

    @Test
    void aPage_continuesAfterTheLast_whateverBeganMeanwhile() {
        RunRecord first = run("e", NOW + 1);
        RunRecord second = run("e", NOW + 2);
        RunRecord third = run("e", NOW + 3);
        RunPage page = tracking.searchRuns(new RunQuery(List.of(), 2, ""));
        run("e", NOW + 4);
        tracking.deleteRun(second.id());

        assertThat(page.runs()).containsExactly(third, second);
        assertThat(tracking.searchRuns(new RunQuery(List.of(), 2, page.nextPageToken()))
                        .runs())
                .containsExactly(first);
        assertThatThrownBy(() -> tracking.searchRuns(new RunQuery(List.of(), 2, "7")))
                .hasMessageContaining("'7' is no page token");
    }

    @Test
    void experiments_differ_inCaseAndLength() throws IOException {
        List<String> names = List.of("churn", "Churn", "CHURN", "日本".repeat(250), "日本".repeat(249), "a/b", "a%2Fb");
        names.forEach(tracking::createExperiment);

        assertThat(tracking.experiments())
                .extracting(ExperimentRecord::name)
                .containsExactlyInAnyOrderElementsOf(names);
        Files.writeString(layout.experiments().resolve("damaged.json"), "{");
        assertThat(tracking.experiments()).hasSize(names.size());
    }
}
