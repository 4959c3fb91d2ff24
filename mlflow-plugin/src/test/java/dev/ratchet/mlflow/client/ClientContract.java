/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.client;

import dev.ratchet.mlflow.RatchetMlflowClient;
import dev.ratchet.testing.MlflowServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.Service.CreateExperiment;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.ExperimentTag;
import org.mlflow.api.proto.Service.FileInfo;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.ActiveRun;
import org.mlflow.tracking.MlflowContext;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.Page;
import org.mlflow.tracking.RunsPage;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/** The official client's calls against a real server, through the subclass. */
abstract class ClientContract {

    private static final long NOW = 1_800_000_000_000L;

    @TempDir
    private Path folder;

    private RatchetMlflowClient client;
    private String experimentId;

    abstract MlflowServer server();

    /** A multiple of a thousand; the server gives at most 25 000 at once. */
    int historyPoints() {
        return 26_000;
    }

    @BeforeEach
    void open() {
        client = Given.client(server().uri());
        experimentId = client.createExperiment(Given.unique("client"));
    }

    @AfterEach
    void close() {
        client.close();
    }

    private String run() {
        return client.createRun(experimentId).getRunId();
    }

    private static Metric metric(String key, double value, long step) {
        return Metric.newBuilder()
                .setKey(key)
                .setValue(value)
                .setTimestamp(NOW + step)
                .setStep(step)
                .build();
    }

    @Test
    void experiment_isCreatedFoundRenamedDeletedAndRestored() {
        String name = Given.unique("\u65e5\u672c 'quoted'");
        String id = client.createExperiment(CreateExperiment.newBuilder()
                .setName(name)
                .addTags(ExperimentTag.newBuilder().setKey("team").setValue("a"))
                .build());
        client.setExperimentTag(id, "owner", "b \"c\" \\");
        client.renameExperiment(id, name + " 2");

        Experiment found = client.getExperimentByName(name + " 2").orElseThrow();
        assertThat(found).isEqualTo(client.getExperiment(id));
        assertThat(found.getTagsList())
                .extracting(tag -> tag.getKey() + "=" + tag.getValue())
                .contains("team=a", "owner=b \"c\" \\");
        assertThat(client.getExperimentByName(name)).isEmpty();

        client.deleteExperiment(id);
        assertThat(client.getExperiment(id).getLifecycleStage()).isEqualTo("deleted");
        client.restoreExperiment(id);
        assertThat(client.getExperiment(id).getLifecycleStage()).isEqualTo("active");
        assertThat(client.searchExperiments("name = \"" + name + " 2\"").getItems())
                .extracting(Experiment::getExperimentId)
                .containsExactly(id);
        assertThat(client.searchExperiments().getItems()).isNotEmpty();
    }

    @Test
    void createExperiment_ofATakenName_isAnHttpExceptionThatSaysSo() {
        String name = client.getExperiment(experimentId).getName();

        assertThatThrownBy(() -> client.createExperiment(name))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining("already exists")
                .asInstanceOf(type(MlflowHttpException.class))
                .satisfies(e -> {
                    assertThat(e.getStatusCode()).isEqualTo(400);
                    assertThat(e.getReasonPhrase()).isEqualTo("RESOURCE_ALREADY_EXISTS");
                    assertThat(e.getBodyMessage()).contains("error_code");
                });
    }

    @Test
    void run_keepsWhatIsLogged() {
        String run = run();
        client.logParam(run, "depth", "4");
        client.logMetric(run, "auc", 0.5);
        client.logMetric(run, "auc", 0.75, NOW, -3);
        client.setTag(run, "a", "x");
        client.setTag(run, "b", "y");
        client.deleteTag(run, "b");
        client.logBatch(
                run,
                List.of(metric("loss", 0.25, 1), metric("not", Double.NaN, 1)),
                List.of(Param.newBuilder().setKey("eta").setValue("0.1").build()),
                List.of(RunTag.newBuilder().setKey("c").setValue("z").build()));
        client.setTerminated(run, RunStatus.FAILED, NOW + 9);

        Run found = client.getRun(run);
        assertThat(found.getInfo().getStatus()).isEqualTo(RunStatus.FAILED);
        assertThat(found.getInfo().getEndTime()).isEqualTo(NOW + 9);
        assertThat(found.getInfo().getUserId()).isEqualTo(System.getProperty("user.name"));
        assertThat(found.getData().getParamsList())
                .extracting(param -> param.getKey() + "=" + param.getValue())
                .containsExactlyInAnyOrder("depth=4", "eta=0.1");
        assertThat(found.getData().getMetricsList()).extracting(Metric::getKey).contains("auc", "loss", "not");
        assertThat(found.getData().getTagsList())
                .extracting(tag -> tag.getKey() + "=" + tag.getValue())
                .contains("a=x", "c=z")
                .doesNotContain("b=y");
        assertThat(client.getMetricHistory(run, "auc"))
                .extracting(Metric::getValue)
                .containsExactlyInAnyOrder(0.5, 0.75);
        assertThat(client.getMetricHistory(run, "not"))
                .singleElement()
                .matches(point -> Double.isNaN(point.getValue()));
    }

    @Test
    void infinities_comeBackInfinite() {
        String run = run();
        client.logMetric(run, "up", Double.POSITIVE_INFINITY);
        client.logMetric(run, "down", Double.NEGATIVE_INFINITY);

        assertThat(client.getMetricHistory(run, "up"))
                .extracting(Metric::getValue)
                .containsExactly(Double.POSITIVE_INFINITY);
        assertThat(client.getRun(run).getData().getMetricsList())
                .extracting(Metric::getValue)
                .containsExactlyInAnyOrder(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        RunsPage page = client.searchRuns(List.of(experimentId), "", ViewType.ACTIVE_ONLY, 10);
        assertThat(page.getItems().get(0).getData().getMetricsList())
                .extracting(Metric::getValue)
                .contains(Double.NEGATIVE_INFINITY);
    }

    @Test
    void history_isComplete_howeverLong() {
        String run = run();
        for (int from = 0; from < historyPoints(); from += 1000) {
            int first = from;
            client.logBatch(
                    run,
                    IntStream.range(first, first + 1000)
                            .mapToObj(step -> metric("loss", 1.0 / (step + 1), step))
                            .toList(),
                    null,
                    null);
        }

        assertThat(client.getMetricHistory(run, "loss"))
                .hasSize(historyPoints())
                .allSatisfy(point -> assertThat(point.getValue()).isEqualTo(1.0 / (point.getStep() + 1)));
        assertThat(client.streams().metricHistory(run, "loss").map(Metric::getStep))
                .containsExactlyElementsOf(
                        LongStream.range(0, historyPoints()).boxed().toList());
        assertThat(client.streams().metricHistory(run, "none")).isEmpty();
    }

    @Test
    void searchRuns_pagesThroughAll() {
        Set<String> runs = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            runs.add(run());
        }

        List<String> found = new ArrayList<>();
        Page<Run> page = client.searchRuns(
                List.of(experimentId), "attributes.status = 'RUNNING'", ViewType.ALL, 2, List.of("start_time DESC"));
        page.getItems().forEach(run -> found.add(run.getInfo().getRunId()));
        while (page.hasNextPage()) {
            page = page.getNextPage();
            page.getItems().forEach(run -> found.add(run.getInfo().getRunId()));
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(runs);
        assertThat(client.listRunInfos(experimentId))
                .extracting(RunInfo::getRunId)
                .containsExactlyInAnyOrderElementsOf(runs);
        client.deleteRun(found.get(0));
        assertThat(client.listRunInfos(experimentId)).hasSize(4);
        client.restoreRun(found.get(0));
        assertThat(client.listRunInfos(experimentId)).hasSize(5);
    }

    @Test
    void artifacts_goUpAndComeDown() throws IOException {
        String run = run();
        Path files = Given.files(folder.resolve("in"), server());
        client.logArtifacts(run, files.toFile(), "all/of it");
        client.logArtifacts(run, files.resolve("deep").toFile());
        client.logArtifact(run, files.resolve("a b+c%.txt").toFile());
        client.logArtifact(run, files.resolve("deep/empty").toFile(), "one");
        client.logArtifact(run, files.resolve("deep").toFile());

        assertThat(client.listArtifacts(run))
                .extracting(FileInfo::getPath, FileInfo::getIsDir)
                .contains(tuple("a b+c%.txt", false), tuple("all", true));
        assertThat(client.listArtifacts(run, "one"))
                .extracting(FileInfo::getPath)
                .containsExactly("one/empty");
        assertThat(client.listArtifacts(run, "nothing")).isEmpty();

        File all = client.downloadArtifacts(run);
        assertThat(all.toPath().resolve("all/of it/a b+c%.txt")).hasContent("first");
        assertThat(all.toPath().resolve("deep/er/" + Given.name(server()))).hasContent("second");
        assertThat(client.downloadArtifacts(run, "a b+c%.txt")).hasContent("first");
        File some = client.downloadArtifacts(run, "all/of it/deep");
        assertThat(some.toPath().resolve("er/" + Given.name(server()))).hasContent("second");
        assertThat(some.toPath().resolve("empty")).isEmptyFile();
        assertThatThrownBy(() -> client.downloadArtifacts(run, "not/there"))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining("no file or folder 'not/there'");
        Files.delete(client.downloadArtifacts(run, "one/empty").toPath());
    }

    @Test
    void modelVersion_isFoundAndDownloaded() {
        String run = run();
        client.logArtifacts(run, Given.files(folder.resolve("model"), server()).toFile(), "model");
        String name = Given.unique("model");
        client.sendPost("registered-models/create", "{\"name\": \"" + name + "\"}");
        client.sendPost(
                "model-versions/create",
                "{\"name\": \"%s\", \"source\": \"runs:/%s/model\", \"run_id\": \"%s\"}".formatted(name, run, run));
        client.sendPatch(
                "model-versions/update",
                "{\"name\": \"%s\", \"version\": \"1\", \"description\": \"first\"}".formatted(name));
        client.sendPost(
                "model-versions/transition-stage",
                "{\"name\": \"%s\", \"version\": \"1\", \"stage\": \"Staging\"}".formatted(name));

        assertThat(client.getRegisteredModel(name).getName()).isEqualTo(name);
        assertThat(client.getModelVersion(name, "1").getDescription()).isEqualTo("first");
        assertThat(client.getModelVersionDownloadUri(name, "1")).isNotEmpty();
        assertThat(client.getLatestVersions(name))
                .extracting(ModelVersion::getVersion)
                .containsExactly("1");
        assertThat(client.getLatestVersions(name, List.of("Production"))).isEmpty();
        assertThat(client.searchModelVersions("name = '" + name + "'").getItems())
                .hasSize(1);
        assertThat(client.searchModelVersions().getItems()).isNotEmpty();
        assertThat(client.downloadModelVersion(name, "1").toPath().resolve("deep/er/" + Given.name(server())))
                .hasContent("second");
        assertThat(client.downloadLatestModelVersion(name, "Staging")).isDirectory();
        assertThatThrownBy(() -> client.downloadLatestModelVersion(name, "Production"))
                .hasMessageContaining("no version in stage 'Production'");
        assertThatThrownBy(() -> client.downloadModelVersion(name, "7"))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining(name);
    }

    @Test
    void context_worksOnTheSubclass() {
        MlflowContext context = new MlflowContext(client).setExperimentId(experimentId);
        List<String> ids = new ArrayList<>();

        context.withActiveRun("an active run", run -> {
            ids.add(run.getId());
            run.logParam("depth", "4");
            run.logParams(Map.of("eta", "0.1"));
            run.logMetrics(Map.of("auc", 0.5), 1);
            run.logMetric("auc", 0.75, 2);
            run.setTags(Map.of("a", "x"));
            run.logArtifacts(Given.files(folder.resolve("active"), server()), "files");
            assertThat(run.getArtifactUri()).contains(run.getId());
        });

        Run found = client.getRun(ids.get(0));
        assertThat(found.getInfo().getStatus()).isEqualTo(RunStatus.FINISHED);
        assertThat(found.getInfo().getRunName()).isEqualTo("an active run");
        assertThat(found.getData().getParamsCount()).isEqualTo(2);
        assertThat(client.getMetricHistory(ids.get(0), "auc")).hasSize(2);
        assertThat(client.listArtifacts(ids.get(0), "files")).hasSize(2);
        ActiveRun child = context.startRun("child", ids.get(0));
        child.endRun(RunStatus.KILLED);
        assertThat(client.getRun(child.getId()).getInfo().getStatus()).isEqualTo(RunStatus.KILLED);
    }

    @Test
    void createRun_keepsTheRequestsTags_andAddsItsKey() {
        RunInfo run = client.createRun(CreateRun.newBuilder()
                .setExperimentId(experimentId)
                .setRunName("named")
                .setStartTime(NOW)
                .addTags(RunTag.newBuilder().setKey("a").setValue("x"))
                .build());

        assertThat(run.getRunName()).isEqualTo("named");
        assertThat(client.getRun(run.getRunId()).getData().getTagsList())
                .extracting(RunTag::getKey)
                .contains("a", "ratchet.client.key");
        assertThat(client.createRun().getExperimentId()).isEqualTo("0");
    }

    @Test
    void missingRun_isAnHttpException404() {
        assertThatThrownBy(() -> client.getRun("0".repeat(32)))
                .isInstanceOf(MlflowHttpException.class)
                .matches(e -> ((MlflowHttpException) e).getStatusCode() == 404)
                .hasMessageContaining("not found");
    }
}
