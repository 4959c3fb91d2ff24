/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetBuilder;
import dev.ratchet.mlflow.MlflowStoreProvider;
import dev.ratchet.mlflow.RatchetMlflowClient;
import dev.ratchet.model.Model;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.StoreSettings;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.TextFlavor;
import dev.ratchet.testing.contract.StoresArtifactContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import static dev.ratchet.s3.TestFiles.MIB;
import static org.assertj.core.api.Assertions.assertThat;

/** A real server that keeps its files on S3: everything that has files works, and Python reads and writes the same ones. */
@Timeout(600)
abstract class MlflowOnS3Contract {

    static final int PART = 5 * MIB;

    /** Python asks the same storage, also where the server is not in between. */
    private static final String PYTHON = """
            import os
            os.environ.update(MLFLOW_S3_ENDPOINT_URL="%s", AWS_ACCESS_KEY_ID="%s", AWS_SECRET_ACCESS_KEY="%s",
                AWS_DEFAULT_REGION="us-east-1", AWS_EC2_METADATA_DISABLED="true")
            import sys, hashlib, mlflow
            """.formatted(S3Mock.shared().uri(), S3Mock.ACCESS_KEY, S3Mock.SECRET_KEY);

    @TempDir
    Path directory;

    private final String name = "on-s3-" + UUID.randomUUID();

    FaultProxy toServer;

    abstract MlflowServer server();

    @BeforeEach
    void open() {
        toServer = FaultProxy.to(server().uri());
    }

    @AfterEach
    void close() {
        toServer.close();
    }

    /** Small parts, so that small files show what large ones do. */
    private static Map<String, String> settings() {
        Map<String, String> all = new HashMap<>(S3Mock.settings(S3Mock.shared().uri()));
        all.put("MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", Integer.toString(PART));
        all.put("MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE", Integer.toString(PART));
        all.put("MLFLOW_MULTIPART_DOWNLOAD_CHUNK_SIZE", Integer.toString(PART));
        return all;
    }

    private RatchetBuilder ratchet(String store) {
        return Ratchet.builder()
                .environment(settings())
                .store(directory.resolve(store))
                .modelCache(directory.resolve("cache"))
                .trackingUri(toServer.uri());
    }

    private String python(String script, String... arguments) {
        return server().runPython(PYTHON + script, arguments).strip();
    }

    @Test
    void filesAndModels_ofARun_areThereForJavaAndPython() throws IOException {
        Path large = TestFiles.random(directory.resolve("large.bin"), 3 * PART + 17, 1);
        String[] runId = new String[1];
        try (Ratchet ratchet = ratchet("trainer").open()) {
            ratchet.experiment(name).run("a run", run -> {
                run.logText("notes of the run", "notes/a note é.txt");
                run.logArtifact(large);
                assertThat(run.register(name, TextFlavor.model("weights")).awaitNumber(Duration.ofMinutes(2)))
                        .isEqualTo(1);
                runId[0] = run.mlflowRunId().orElseThrow();
                return true;
            });
            ratchet.stores().registry().setAlias(name, "champion", 1);
        }

        try (Ratchet ratchet = ratchet("service").open();
                Model model = ratchet.load("models:/" + name + "@champion")) {
            assertThat(TextFlavor.text(model)).isEqualTo("weights");
        }
        assertThat(python("""
                run = mlflow.get_run(sys.argv[1])
                print(mlflow.artifacts.load_text(run.info.artifact_uri + "/notes/a note é.txt"))
                path = mlflow.artifacts.download_artifacts(run_id=sys.argv[1], artifact_path="large.bin")
                print(hashlib.sha256(open(path, "rb").read()).hexdigest())
                model = mlflow.artifacts.download_artifacts("models:/" + sys.argv[2] + "/1")
                print(open(os.path.join(model, "data", "weights.txt")).read())
                """, runId[0], name)).isEqualTo("notes of the run\n" + TestFiles.sha256(large) + "\nweights");
    }

    @Test
    void officialClientsFileCalls_work_onWhatPythonWrote() throws IOException {
        String runId =
                python("""
                mlflow.set_experiment(sys.argv[1])
                with mlflow.start_run() as run:
                    mlflow.log_text("from Python", "deep/er/python.txt")
                    id = run.info.run_id
                print(id)
                """, name).lines().reduce((first, second) -> second).orElseThrow();
        Path large = TestFiles.random(directory.resolve("large.bin"), 2 * PART + 1, 2);

        try (RatchetMlflowClient client = client()) {
            client.logArtifact(runId, large.toFile(), "deep");
            assertThat(client.listArtifacts(runId, "deep"))
                    .extracting(file -> file.getPath() + " " + file.getFileSize())
                    .containsExactlyInAnyOrder("deep/er 0", "deep/large.bin " + Files.size(large));
            File all = client.downloadArtifacts(runId);
            assertThat(all.toPath().resolve("deep/er/python.txt")).hasContent("from Python");
            assertThat(all.toPath().resolve("deep/large.bin")).hasSameBinaryContentAs(large);
        }
    }

    private RatchetMlflowClient client() {
        var builder = RatchetMlflowClient.builder();
        settings().forEach(builder::set);
        return builder.trackingUri(toServer.uri().toString()).build();
    }

    @Test
    void largeFiles_goPastTheServer() throws IOException {
        Path large = TestFiles.random(directory.resolve("large.bin"), 3 * PART + 17, 3);
        try (Ratchet ratchet = ratchet("stores").open()) {
            Stores stores = ratchet.server().orElseThrow();
            String root = ratchet.experiment(name).run("a run", run -> {
                run.flush();
                return stores.tracking().run(run.mlflowRunId().orElseThrow()).artifactRoot();
            });
            long before = toServer.bytesToServer() + toServer.bytesToClient();

            stores.artifacts().upload(root, "files/large.bin", large, TestFiles.sha256(large));
            stores.artifacts().download(root, "files/large.bin", directory.resolve("received"));

            assertThat(toServer.bytesToServer() + toServer.bytesToClient() - before)
                    .isLessThan(MIB / 4L);
            assertThat(directory.resolve("received")).hasSameBinaryContentAs(large);
            assertThat(stores.artifacts().list(root, "files"))
                    .containsExactly(new ArtifactRecord("files/large.bin", false, Files.size(large)));
        }
    }

    @Nested
    class Artifacts extends StoresArtifactContract {

        private Stores stores;

        @BeforeEach
        void openStores() {
            stores = new MlflowStoreProvider().open(new StoreSettings(toServer.uri(), toServer.uri(), settings()));
        }

        @AfterEach
        void closeStores() {
            stores.close();
        }

        @Override
        protected Stores stores() {
            return stores;
        }
    }
}
