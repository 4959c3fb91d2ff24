/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.connection;

import dev.ratchet.Ratchet;
import dev.ratchet.TokenProvider;
import dev.ratchet.mlflow.RatchetMlflowClient;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import org.mlflow.tracking.creds.MlflowHostCreds;
import org.mlflow.tracking.creds.MlflowHostCredsProvider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Tokens that end while a run goes on, checked by a gate before a real server. */
class TokensTest {

    private static final int BIG = 48_000_000;

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    @TempDir
    private Path folder;

    private final TokenGate gate = new TokenGate(FrontDoor.passOn(MLFLOW.uri(), ""), Duration.ofSeconds(2));
    private final FrontDoor door = FrontDoor.http(gate);

    @AfterEach
    void close() {
        door.close();
    }

    private TokenProvider provider(boolean saysItsEnd) {
        return saysItsEnd ? gate::issue : gate::issueSilently;
    }

    private Path big() throws IOException {
        return Files.write(folder.resolve("big.bin"), new byte[BIG]);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void run_losesNothing_whenItsTokensEnd(boolean saysItsEnd) {
        AtomicLong step = new AtomicLong();
        try (Ratchet ratchet =
                Round.ratchet(door.uri(), folder).tokens(provider(saysItsEnd)).open()) {
            String id = ratchet.experiment(Round.unique("tokens")).run("long", run -> {
                Awaitility.await().atMost(Round.LONG).until(() -> {
                    run.logMetric("loss", 1, step.getAndIncrement());
                    run.logText("at " + step, "notes/" + step + ".txt");
                    return gate.issued() >= 5;
                });
                return run.mlflowRunId().orElseThrow();
            });
            assertThat(ratchet.sync(false, words -> {}).isComplete()).isTrue();
            Stores server = ratchet.server().orElseThrow();
            RunRecord run = server.tracking().run(id);
            assertThat(server.tracking().metricHistory(id, "loss"))
                    .extracting(MetricPoint::step)
                    .containsExactlyElementsOf(
                            LongStream.range(0, step.get()).boxed().toList());
            assertThat(server.artifacts().list(run.artifactRoot(), "notes")).hasSize((int) step.get());
        }
        assertThat(gate.refused() > 0)
                .as("only a silent token is found out by a 401")
                .isEqualTo(!saysItsEnd);
    }

    @Test
    void upload_comesThrough_whenItsTokenEndsAsItBegins() throws Exception {
        Path file = big();
        try (Ratchet ratchet =
                Round.ratchet(door.uri(), folder).tokens(gate::issueSilently).open()) {
            String id = ratchet.experiment(Round.unique("tokens")).run("upload", run -> {
                gate.endAllAtNextUpload();
                run.logArtifact(file);
                return run.mlflowRunId().orElseThrow();
            });
            assertThat(ratchet.sync(false, words -> {}).isComplete()).isTrue();
            assertKept(ratchet.server().orElseThrow(), id);
        }
        assertThat(gate.refused()).isPositive();
    }

    private void assertKept(Stores server, String id) {
        Path back = folder.resolve("back");
        server.artifacts().download(server.tracking().run(id).artifactRoot(), "big.bin", back);
        assertThat(back).hasSize(BIG);
    }

    private void assertUploads(RatchetMlflowClient opened) throws IOException {
        Path file = big();
        try (RatchetMlflowClient client = opened) {
            String id = client.createRun(client.createExperiment(Round.unique("tokens")))
                    .getRunId();
            gate.endAllAtNextUpload();
            client.logArtifact(id, file.toFile());
            assertThat(client.downloadArtifacts(id, "big.bin")).hasSize(BIG);
        }
        assertThat(gate.refused()).isPositive();
    }

    @Test
    void uploadOfTheOfficialClient_comesThrough_withAProviderOfTokens() throws Exception {
        assertUploads(Round.client(door.uri(), folder)
                .set("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "3")
                .tokens(gate::issueSilently)
                .build());
    }

    @Test
    void uploadOfTheOfficialClient_comesThrough_withAProviderOfItsOwn() throws Exception {
        List<MlflowHostCreds> now = new CopyOnWriteArrayList<>();
        MlflowHostCredsProvider provider = new MlflowHostCredsProvider() {
            @Override
            public MlflowHostCreds getHostCreds() {
                if (now.isEmpty()) {
                    refresh();
                }
                return now.get(0);
            }

            @Override
            public void refresh() {
                now.add(
                        0,
                        new BasicMlflowHostCreds(
                                door.uri().toString(), gate.issue().value()));
            }
        };
        assertUploads(new RatchetMlflowClient(provider));
    }
}
