/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.DatasetSource;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a run keeps of what it is given, and how it takes what cannot be kept. */
class RunLoggingTest {

    @TempDir
    private Path folder;

    private Ratchet ratchet;
    private Run run;

    @BeforeEach
    void open() {
        ratchet = TestStore.open(folder.resolve("store"));
        run = ratchet.experiment("logging").start("a run");
    }

    @AfterEach
    void close() {
        ratchet.close();
    }

    private RunRecord record() {
        return TestStore.record(ratchet, run.id());
    }

    private MetricPoint point(String key) {
        return Objects.requireNonNull(record().metrics().get(key));
    }

    private List<String> artifacts(String path) {
        return ratchet.local().artifacts().list(record().artifactRoot(), path).stream()
                .map(ArtifactRecord::path)
                .filter(name -> !name.equals("environment.json"))
                .toList();
    }

    private String content(String path) throws IOException {
        Path target = folder.resolve("download");
        ratchet.local().artifacts().download(record().artifactRoot(), path, target);
        return Files.readString(target);
    }

    @Test
    void anImage_thatCannotBeEncoded_isAProblem_notAnException() {
        run.logImage(new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB), "plot.png");
        run.logImage(new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB), "plot.jpg");
        run.logImage(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "plot.webp");

        assertThat(artifacts("")).containsExactly("plot.png");
        assertThat(run.problems()).hasSize(2);
        assertThat(run.problems().get(0)).contains("image 'plot.jpg' not logged", "transparency; .png can");
        assertThat(run.problems().get(1)).contains("image 'plot.webp' not logged: the ending must be one of [");
    }

    @Test
    void aParam_keepsItsFirstValue() {
        run.logParam("depth", 4);
        run.logParam("depth", 4);
        assertThat(run.problems()).isEmpty();
        run.logParam("depth", 5);
        run.logParam("depth", 5);

        assertThat(record().params()).containsExactly(Map.entry("depth", "4"));
        assertThat(run.problems())
                .singleElement()
                .asString()
                .contains("param 'depth' keeps its first value '4'", "'5' is kept in the journal only", "as a tag");
    }

    @Test
    void aLongParam_isCut_andKeptWholeAsAnArtifact() throws IOException {
        String value = "ab".repeat(4000);
        run.logParam("objective/names", value);

        assertThat(record().params().get("objective/names"))
                .hasSize(6000)
                .startsWith("abab")
                .endsWith("...");
        assertThat(content("params/objective/names.txt")).isEqualTo(value);
        assertThat(run.problems()).isEmpty();
    }

    @Test
    void metrics_keepEveryDouble_andTheirNames() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("ndcg@3", Double.NaN);
        values.put("up", Double.POSITIVE_INFINITY);
        values.put("down", Double.NEGATIVE_INFINITY);
        run.logMetrics(values, -7);
        run.logMetric("loss", 0.5);

        assertThat(record().metrics().keySet()).containsExactly("ndcg_at_3", "up", "down", "loss");
        assertThat(point("ndcg_at_3").value()).isNaN();
        assertThat(point("ndcg_at_3").step()).isEqualTo(-7);
        assertThat(point("up").value()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(point("loss").step()).isZero();
        assertThat(point("up").timestamp()).isEqualTo(point("down").timestamp());
    }

    @Test
    void tags_keepTheirLastValue_andTheDescription() {
        run.setTag("team", "red");
        run.setTags(Map.of("team", "blue"));
        run.setTag("none", null);
        run.setDescription("**Deep**");

        assertThat(record().tags())
                .containsEntry("team", "blue")
                .containsEntry("none", "null")
                .containsEntry("mlflow.note.content", "**Deep**");
    }

    private static DatasetIdentity dataset(String name) {
        return new DatasetIdentity(
                name,
                DatasetSource.code(),
                Map.of(),
                Map.of("num_rows", 3),
                List.of(new DatasetDigest("content-1", "0123456789abcdef")));
    }

    @Test
    void aDataset_inTwoContexts_hasTwoNames() {
        DatasetIdentity train = run.logInput(dataset("wdbc"), "train");
        DatasetIdentity eval = run.logInput(dataset("wdbc"), "eval");
        DatasetIdentity again = run.logInput(dataset("wdbc"), "train");
        DatasetIdentity evalAgain = run.logInput(dataset("wdbc"), "eval");

        assertThat(List.of(train.name(), eval.name(), again.name(), evalAgain.name()))
                .containsExactly("wdbc", "wdbc-eval", "wdbc", "wdbc-eval");
        assertThat(record().inputs())
                .extracting(DatasetInput::name, DatasetInput::context)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("wdbc", "train"),
                        org.assertj.core.groups.Tuple.tuple("wdbc-eval", "eval"));
        assertThat(record().inputs().get(0).profile()).contains("content-1", "0123456789abcdef");
    }

    @Test
    void aTable_isMlflowsTable() throws IOException {
        Map<String, List<?>> columns = new LinkedHashMap<>();
        columns.put("x", Arrays.asList(1, null));
        columns.put("y", List.of("a", "b"));
        run.logTable(columns, "rows.json");

        assertThat(content("rows.json")).isEqualTo("{\"columns\":[\"x\",\"y\"],\"data\":[[1,\"a\"],[null,\"b\"]]}");
        assertThat(record().tags().get("mlflow.loggedArtifacts")).contains("rows.json", "table");
    }

    @Test
    void aTable_withUnequalColumns_isNotLogged_andSaid() {
        run.logTable(Map.of("x", List.of(1, 2), "y", List.of(1)), "rows.json");
        run.logTable(Map.of("x", List.of(1)), "rows.csv");

        assertThat(artifacts("")).isEmpty();
        assertThat(run.problems()).hasSize(2);
        assertThat(run.problems().get(0)).contains("column 'y' has 1 values, another has 2");
        assertThat(run.problems().get(1)).contains(".json");
    }

    @Test
    void artifacts_areCopied_beforeTheCallReturns() throws IOException {
        Path file = Files.writeString(folder.resolve("CON é.txt"), "first");
        run.logArtifact(file);
        Files.writeString(file, "second");
        run.logArtifact(file, "deep/er/");
        Files.delete(file);
        Files.createDirectories(folder.resolve("tree/a/b"));
        Files.writeString(folder.resolve("tree/a/b/c.txt"), "c");
        Files.writeString(folder.resolve("tree/d.txt"), "d");
        run.logArtifacts(folder.resolve("tree"), "copied");

        assertThat(content("CON é.txt")).isEqualTo("first");
        assertThat(content("deep/er/CON é.txt")).isEqualTo("second");
        assertThat(artifacts("copied")).containsExactly("copied/a", "copied/d.txt");
        assertThat(content("copied/a/b/c.txt")).isEqualTo("c");
        assertThat(run.problems()).isEmpty();
    }

    @Test
    void whatCannotBeAnArtifact_isSaid_andNeverThrown() throws IOException {
        run.logText("x", "../escape.txt");
        run.logText("x", "/absolute.txt");
        run.logText("x", "");
        run.logArtifact(folder.resolve("missing.txt"));
        run.logArtifact(Files.createDirectory(folder.resolve("directory")));
        run.logArtifacts(folder.resolve("missing"), "");

        assertThat(artifacts("")).isEmpty();
        assertThat(folder.resolve("store/runs/" + run.id() + "/escape.txt")).doesNotExist();
        assertThat(run.problems()).hasSize(6);
        assertThat(run.problems().get(0)).contains("'../escape.txt' is not allowed");
        assertThat(run.problems().get(3)).contains("missing.txt", "no file that can be read");
        assertThat(run.problems().get(4)).contains("for a directory use logArtifacts");
    }

    @Test
    void logging_losesNothing_onAnInterruptedThread() throws IOException {
        Path file = Files.writeString(folder.resolve("model.txt"), "weights");
        Thread.currentThread().interrupt();
        run.logParam("depth", 4);
        run.logMetric("loss", 0.5);
        run.logText("text", "a.txt");
        run.logArtifact(file);
        run.flush();
        run.complete();
        run.close();
        assertThat(Thread.interrupted()).isTrue();

        assertThat(run.problems()).isEmpty();
        assertThat(record().status()).isEqualTo(RunStatus.FINISHED);
        assertThat(record().params()).containsKey("depth");
        assertThat(content("a.txt")).isEqualTo("text");
        assertThat(content("model.txt")).isEqualTo("weights");
    }

    @Test
    void aClosedRun_takesNothing_andSaysItOnce() {
        run.complete();
        run.close();
        RunRecord before = record();
        run.logParam("depth", 4);
        run.logMetric("loss", 1);
        run.setTag("a", "b");
        run.logText("x", "x.txt");
        run.logInput(dataset("wdbc"), "train");
        run.close();

        assertThat(record()).isEqualTo(before);
        assertThat(run.problems())
                .singleElement()
                .asString()
                .contains("the run is closed", "Ratchet.resume(\"" + run.id());
        assertThatThrownBy(() -> run.logModel("model", writer -> {}))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("'model' cannot be logged: the run is closed");
    }

    @Test
    void logModel_leavesNothingHalfWritten_whenALibraryIsMissing() throws Exception {
        assertThatThrownBy(() -> run.logModel("model", writer -> {
                    Files.writeString(writer.directory().resolve("half"), "written");
                    throw new NoClassDefFoundError("org/example/Missing");
                }))
                .isInstanceOf(NoClassDefFoundError.class)
                .hasMessage("org/example/Missing");

        try (Stream<Path> models = Files.list(folder.resolve("store/models"))) {
            assertThat(models).isEmpty();
        }
    }
}
