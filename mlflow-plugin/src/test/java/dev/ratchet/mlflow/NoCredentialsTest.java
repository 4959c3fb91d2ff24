/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is logged, printed, stored or sent as a tag: no credential is in it, also at the level TRACE. */
class NoCredentialsTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.guarded();

    private static final String SECRET = MlflowServer.ADMIN_PASSWORD;
    private static final String OTHER = "another-secret-word";

    @TempDir
    private Path directory;

    private final String experiment = "talkative-" + UUID.randomUUID();

    /** Runs the program and gives what it said, after looking for secrets there and in all of its files. */
    private String run(Map<String, String> variables) throws IOException, InterruptedException {
        Path out = directory.resolve("out.txt");
        ProcessBuilder program = JavaProgram.of(
                TalkativeProgram.class, List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=trace"), experiment);
        program.environment()
                .keySet()
                .removeIf(name -> name.contains("MLFLOW")
                        || name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
        program.environment().put("HOME", directory.resolve("home").toString());
        program.environment().put("RATCHET_HOME", directory.resolve("store").toString());
        program.environment().put("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1");
        program.environment().put("MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR", "0.01");
        program.environment().put("MLFLOW_HTTP_REQUEST_BACKOFF_JITTER", "0");
        program.environment().putAll(variables);
        Process process =
                program.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertNoSecretIn(out);
        Path store = directory.resolve("store");
        if (Files.exists(store)) {
            try (Stream<Path> files = Files.walk(store)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertNoSecretIn(file);
                }
            }
        }
        return Files.readString(out);
    }

    private static void assertNoSecretIn(Path file) throws IOException {
        assertNoSecretIn(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    private static void assertNoSecretIn(String what, String text) {
        for (String secret : List.of(SECRET, OTHER)) {
            String pair = Base64.getEncoder()
                    .encodeToString((MlflowServer.ADMIN_USER + ":" + secret).getBytes(StandardCharsets.UTF_8));
            assertThat(text).as(what).doesNotContain(secret, pair);
        }
    }

    private static String address(String password) {
        return MLFLOW.uri().toString().replace("://", "://" + MlflowServer.ADMIN_USER + ":" + password + "@");
    }

    private void assertNoSecretOnTheServer() {
        Map<String, String> admin =
                Map.of("MLFLOW_TRACKING_USERNAME", MlflowServer.ADMIN_USER, "MLFLOW_TRACKING_PASSWORD", SECRET);
        try (Stores stores = OpenedStores.at(MLFLOW.uri(), admin)) {
            String id = stores.tracking().experiment(experiment).orElseThrow().id();
            List<RunRecord> runs =
                    stores.tracking().searchRuns(RunQuery.of(List.of(id), 100)).runs();
            assertThat(runs).isNotEmpty();
            runs.forEach(run -> assertNoSecretIn("run " + run.id(), run.toString()));
        }
    }

    @Test
    void variables_areNowhere() throws Exception {
        String said = run(Map.of(
                "MLFLOW_TRACKING_URI",
                MLFLOW.uri().toString(),
                "MLFLOW_TRACKING_USERNAME",
                MlflowServer.ADMIN_USER,
                "MLFLOW_TRACKING_PASSWORD",
                SECRET,
                "RATCHET_HTTP_HEADERS",
                "X-Api-Key: " + OTHER));

        assertThat(said).contains("opened", "variable MLFLOW_TRACKING_PASSWORD").doesNotContain("Exception");
        assertNoSecretOnTheServer();
    }

    @Test
    void userInfoOfTheAddress_isNowhere() throws Exception {
        assertThat(run(Map.of("MLFLOW_TRACKING_URI", address(SECRET))))
                .contains("opened")
                .doesNotContain("Exception");
        assertNoSecretOnTheServer();
        assertThat(run(Map.of("MLFLOW_TRACKING_URI", address(OTHER)))).contains("401", "'admin'");
    }

    @Test
    void tokens_areNowhere() throws Exception {
        assertThat(run(Map.of("MLFLOW_TRACKING_URI", MLFLOW.uri().toString(), "MLFLOW_TRACKING_TOKEN", OTHER)))
                .contains("401", "a token (from variable MLFLOW_TRACKING_TOKEN)");
        try (ScriptedServer server = new ScriptedServer()) {
            server.on("server-info", ScriptedServer.Reply.text(403, "no " + OTHER + " here"));
            assertThat(run(Map.of("MLFLOW_TRACKING_URI", server.uri().toString(), "MLFLOW_TRACKING_TOKEN", OTHER)))
                    .contains("403", "no *** here");
        }
    }

    @Test
    void credentialsOfAFailingProxy_areNowhere() throws Exception {
        assertThat(run(Map.of(
                        "MLFLOW_TRACKING_URI",
                        MLFLOW.uri().toString(),
                        "MLFLOW_TRACKING_TOKEN",
                        SECRET,
                        "HTTP_PROXY",
                        "http://admin:" + OTHER + "@127.0.0.1:1")))
                .contains("opened", "through the proxy 127.0.0.1:1");
    }
}
