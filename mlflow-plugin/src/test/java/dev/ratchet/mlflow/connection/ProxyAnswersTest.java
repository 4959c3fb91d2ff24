/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.connection;

import dev.ratchet.Ratchet;
import dev.ratchet.RunStatus;
import dev.ratchet.SyncReport;
import dev.ratchet.mlflow.RatchetMlflowClient;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import org.awaitility.Awaitility;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.tracking.MlflowHttpException;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Reverse proxies that limit sizes, and ones that do not reach the server for a while. */
class ProxyAnswersTest {

    private static final int LIMIT = 100_000;

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    @TempDir
    private Path folder;

    @Test
    void tooLargeFiles_areTold_withTheSettingOfTheProxy_andTheRestArrives() throws Exception {
        Path large = Files.write(folder.resolve("large.bin"), new byte[3 * LIMIT]);
        SizeLimitHandler limit = new SizeLimitHandler(LIMIT, -1);
        limit.setHandler(FrontDoor.passOn(MLFLOW.uri(), ""));
        try (FrontDoor door = FrontDoor.http(limit)) {
            try (Ratchet ratchet = Round.ratchet(door.uri(), folder).open()) {
                String id = ratchet.experiment(Round.unique("large")).run("large", run -> {
                    run.logMetric("loss", 1, 0);
                    run.logArtifact(large);
                    run.logText("small", "small.txt");
                    return run.mlflowRunId().orElseThrow();
                });
                SyncReport report = ratchet.sync(false, words -> {});
                assertThat(report.isComplete()).isFalse();
                assertThat(report.toString())
                        .contains("large.bin of 300000 bytes gave HTTP 413", "client_max_body_size", "ingress");
                Stores server = ratchet.server().orElseThrow();
                assertThat(server.tracking().run(id).status()).isEqualTo(RunStatus.FINISHED);
                assertThat(server.artifacts().list(server.tracking().run(id).artifactRoot(), ""))
                        .extracting(ArtifactRecord::path)
                        .contains("small.txt")
                        .doesNotContain("large.bin");
            }
            // The door closes while the file is still sent, and what it said can get lost on the way.
            try (RatchetMlflowClient client = Round.client(door.uri(), folder)
                    .set("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "7")
                    .build()) {
                String id = client.createRun(client.createExperiment(Round.unique("large")))
                        .getRunId();
                assertThatThrownBy(() -> client.logArtifact(id, large.toFile()))
                        .isInstanceOf(MlflowHttpException.class)
                        .hasMessageContainingAll("413", "300000 bytes", "client_max_body_size");
            }
        }
    }

    /** Counts what goes back with a status. */
    private static final class Counter extends Handler.Wrapper {

        private final AtomicInteger badGateway = new AtomicInteger();
        private final AtomicInteger gatewayTimeout = new AtomicInteger();
        private volatile IntConsumer onBadGateway = count -> {};

        Counter(Handler behind) {
            super(behind);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            Request.addCompletionListener(request, failure -> {
                if (response.getStatus() == 502) {
                    onBadGateway.accept(badGateway.incrementAndGet());
                } else if (response.getStatus() == 504) {
                    gatewayTimeout.incrementAndGet();
                }
            });
            return super.handle(request, response, callback);
        }
    }

    @Test
    void run_losesNothing_whileTheProxyDoesNotReachTheServer() throws Exception {
        AtomicReference<URI> target = new AtomicReference<>(MLFLOW.uri());
        Counter counter = new Counter(FrontDoor.passOn(target::get, ""));
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                FrontDoor door = FrontDoor.http(counter);
                Ratchet ratchet = Round.ratchet(door.uri(), folder).open()) {
            String id = ratchet.experiment(Round.unique("outage")).run("through", run -> {
                run.logMetric("loss", 1, 0);
                target.set(URI.create("http://127.0.0.1:1"));
                run.logMetric("loss", 1, 1);
                Awaitility.await().atMost(Round.LONG).until(() -> counter.badGateway.get() > 0);
                target.set(URI.create("http://127.0.0.1:" + silent.getLocalPort()));
                run.logMetric("loss", 1, 2);
                Awaitility.await().atMost(Round.LONG).until(() -> counter.gatewayTimeout.get() > 0);
                target.set(MLFLOW.uri());
                run.logMetric("loss", 1, 3);
                return run.mlflowRunId().orElseThrow();
            });
            assertThat(ratchet.sync(false, words -> {}).isComplete()).isTrue();
            Stores server = ratchet.server().orElseThrow();
            assertThat(server.tracking().run(id).status()).isEqualTo(RunStatus.FINISHED);
            assertThat(server.tracking().metricHistory(id, "loss")).hasSize(4);
        }
    }

    @Test
    void officialClientsCalls_areTriedAgain_whileTheProxyDoesNotReachTheServer() throws Exception {
        AtomicReference<URI> target = new AtomicReference<>(MLFLOW.uri());
        Counter counter = new Counter(FrontDoor.passOn(target::get, ""));
        counter.onBadGateway = count -> {
            if (count == 2) {
                target.set(MLFLOW.uri());
            }
        };
        try (FrontDoor door = FrontDoor.http(counter);
                RatchetMlflowClient client = Round.client(door.uri(), folder)
                        .set("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "5")
                        .build()) {
            String id = client.createRun(client.createExperiment(Round.unique("outage")))
                    .getRunId();
            target.set(URI.create("http://127.0.0.1:1"));
            client.logMetric(id, "loss", 1);

            assertThat(counter.badGateway).hasValue(2);
            assertThat(client.getMetricHistory(id, "loss")).hasSize(1);
        }
    }
}
