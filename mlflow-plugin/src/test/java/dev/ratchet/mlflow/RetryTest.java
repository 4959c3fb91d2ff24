/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.mlflow.ScriptedServer.Reply;
import dev.ratchet.store.Batch;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.Stores;
import dev.ratchet.store.TrackingStore;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

/** What is sent again, how often, and when it ends. */
@Timeout(60)
class RetryTest {

    private static final Batch BATCH = Batch.params(Map.of("depth", "4"));
    private static final NewRun RUN = new NewRun("1", "key", "a run", 1, Map.of());
    private static final Reply OK = Reply.json(200, "{}");
    private static final Reply BUSY =
            Reply.json(503, "{\"error_code\": \"TEMPORARILY_UNAVAILABLE\", \"message\": \"locked\"}");

    private final ScriptedServer server = new ScriptedServer();
    private final FaultProxy proxy = FaultProxy.to(server.uri());

    @AfterEach
    void stop() {
        proxy.close();
        server.close();
    }

    private Stores direct(String... settings) {
        return OpenedStores.at(server.uri(), OpenedStores.map(settings));
    }

    private Stores proxied(String... settings) {
        return OpenedStores.at(proxy.uri(), OpenedStores.map(settings));
    }

    private static void assertUnavailable(Runnable call, boolean mayHaveHappened, String... words) {
        assertThatThrownBy(call::run)
                .asInstanceOf(type(UnavailableException.class))
                .satisfies(e -> assertThat(e.mayHaveHappened()).isEqualTo(mayHaveHappened))
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void answersThatMayPass_areTriedAgain(int status) {
        server.on("log-batch", Reply.html(status, "<h1>no</h1>"), Reply.text(status, ""), OK);

        try (Stores stores = direct()) {
            stores.tracking().logBatch("r", BATCH);
        }

        assertThat(server.requests())
                .hasSize(3)
                .extracting(ScriptedServer.Request::body)
                .containsOnly("{\"run_id\":\"r\",\"params\":[{\"key\":\"depth\",\"value\":\"4\"}]}");
    }

    @Test
    void attempts_end_atTheirNumber() {
        server.on("log-batch", BUSY);

        try (Stores stores = direct("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "3")) {
            assertUnavailable(
                    () -> stores.tracking().logBatch("r", BATCH),
                    true,
                    "HTTP 503",
                    "locked",
                    server.uri().toString());
        }

        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void attempts_endAfterTwiceTheTimeout_howeverManyAreLeft() {
        server.on("log-batch", BUSY);

        long start = System.nanoTime();
        try (Stores stores = direct(
                "MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1000",
                "MLFLOW_HTTP_REQUEST_TIMEOUT", "0.5",
                "MLFLOW_HTTP_REQUEST_BACKOFF_JITTER", "0.05")) {
            assertUnavailable(() -> stores.tracking().logBatch("r", BATCH), true, "HTTP 503");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
        assertThat(server.requests()).hasSizeLessThan(1000);
    }

    @Test
    void retryAfter_isWaitedFor() {
        server.on("log-batch", Reply.text(429, "slow down").with("Retry-After", "1"), OK);

        try (Stores stores = direct()) {
            stores.tracking().logBatch("r", BATCH);
        }

        assertThat(server.requests()).hasSize(2);
        long waited =
                server.requests().get(1).nanoTime() - server.requests().get(0).nanoTime();
        assertThat(Duration.ofNanos(waited)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }

    @Test
    void retryAfter_isNotWaitedFor_whenSettingsSayNo() {
        server.on("log-batch", Reply.text(429, "slow down").with("Retry-After", "100"), OK);

        try (Stores stores = direct("MLFLOW_HTTP_RESPECT_RETRY_AFTER_HEADER", "false")) {
            stores.tracking().logBatch("r", BATCH);
        }

        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000", "99999999999999999999", "Fri, 31 Dec 2100 23:59:59 GMT"})
    void retryAfter_endsTheCallAtOnce_whenItIsBeyondPatience(String wait) {
        server.on("log-batch", Reply.text(503, "maintenance").with("Retry-After", wait), OK);

        try (Stores stores = direct()) {
            assertUnavailable(() -> stores.tracking().logBatch("r", BATCH), true, "maintenance");
        }

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void refusals_areFinal() {
        server.on(
                "log-batch",
                Reply.json(400, "{\"error_code\": \"INVALID_PARAMETER_VALUE\", \"message\": \"bad key\"}"));
        server.on(
                "log-inputs", Reply.json(501, "{\"error_code\": \"NOT_IMPLEMENTED\", \"message\": \"no such thing\"}"));
        server.on(
                "runs/get",
                Reply.json(
                        404,
                        "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"Run with id=r not found\"}"));

        try (Stores stores = direct()) {
            TrackingStore store = stores.tracking();
            assertThatThrownBy(() -> store.logBatch("r", BATCH))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("bad key");
            assertThatThrownBy(() -> store.logInputs("r", OpenedStores.dataset()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("no such thing");
            assertThatThrownBy(() -> store.run("r"))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("id=r");
        }

        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void creates_areSentOnce_whateverTheAnswer(int status) {
        server.on("create", Reply.text(status, "no"));
        server.on("logged-models", Reply.text(status, "no"));
        server.on("/version", Reply.text(200, "3.17.2"));

        try (Stores stores = direct()) {
            assertUnavailable(() -> stores.tracking().createRun(RUN), true, "HTTP " + status);
            assertUnavailable(() -> stores.tracking().createModel(OpenedStores.model()), true, "HTTP " + status);
            assertUnavailable(() -> stores.registry().createVersion(OpenedStores.version()), true, "HTTP " + status);
        }

        assertThat(server.requests("runs/create")).hasSize(1);
        assertThat(server.requests("logged-models")).hasSize(1);
        assertThat(server.requests("model-versions/create")).hasSize(1);
    }

    @Test
    void creates_areSentOnce_whenTheAnswerIsLost() {
        server.on("create", OK);
        proxy.inject(Fault.cutAfter(0));

        try (Stores stores = proxied()) {
            assertUnavailable(() -> stores.tracking().createRun(RUN), true, "runs/create", "broke off");
        }

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void creates_areSentOnce_whenTheAnswerIsLate() {
        server.on("create", OK);
        proxy.inject(Fault.hold());

        try (Stores stores = proxied("MLFLOW_HTTP_REQUEST_TIMEOUT", "2")) {
            assertUnavailable(() -> stores.tracking().createRun(RUN), true, "gave no answer within 2.0 s");
        }

        assertThat(proxy.requests()).isEqualTo(1);
    }

    @Test
    void creates_areTriedAgain_whenTheySurelyWereNotSent() {
        proxy.refuse();

        try (Stores stores = proxied("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "2")) {
            assertUnavailable(
                    () -> stores.tracking().createRun(RUN),
                    false,
                    "Cannot reach",
                    "refused",
                    proxy.uri().toString());
        }
    }

    @Test
    void silence_endsAnAttempt_andTheNextOneSucceeds() {
        server.on("log-batch", OK);
        proxy.inject(Fault.blackHole().times(1));

        try (Stores stores = proxied("MLFLOW_HTTP_REQUEST_TIMEOUT", "2")) {
            stores.tracking().logBatch("r", BATCH);
        }

        assertThat(proxy.requests()).isEqualTo(2);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void answersThatBreakOff_areAskedForAgain() {
        server.on("log-batch", Reply.json(200, "{\"padding\": \"" + "x".repeat(100_000) + "\"}"));
        proxy.inject(Fault.cutAfter(5_000).times(2));

        try (Stores stores = proxied()) {
            stores.tracking().logBatch("r", BATCH);
        }

        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void interrupts_endTheWaitForAnAnswer_andTheWaitBetweenAttempts() throws InterruptedException {
        server.on("log-batch", BUSY.with("Retry-After", "100"));
        try (Stores waiting = direct();
                Stores silent = proxied()) {
            assertInterruptible(waiting, () -> !server.requests().isEmpty());
            proxy.inject(Fault.blackHole());
            assertInterruptible(silent, () -> proxy.requests() > 0);
        }
    }

    private static void assertInterruptible(Stores stores, BooleanSupplier underWay) throws InterruptedException {
        boolean[] flag = new boolean[1];
        Throwable[] thrown = new Throwable[1];
        Thread thread = new Thread(() -> {
            try {
                stores.tracking().logBatch("r", BATCH);
            } catch (UnavailableException e) {
                thrown[0] = e;
                flag[0] = Thread.currentThread().isInterrupted();
            }
        });
        thread.start();
        await().until(underWay::getAsBoolean);
        thread.interrupt();
        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(thrown[0]).hasMessageContaining("interrupted");
        assertThat(flag[0]).isTrue();
    }

    @Test
    void interruptedThreads_sendNothing() {
        try (Stores stores = direct()) {
            Thread.currentThread().interrupt();
            assertUnavailable(() -> stores.tracking().createRun(RUN), false, "interrupted before");
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void open_sendsNothing() {
        proxy.refuse();
        try (Stores stores = proxied()) {
            assertThat(stores.target()).isEqualTo(proxy.uri().toString());
        }
        assertThat(proxy.requests()).isZero();
    }

    @Test
    void closedStores_sayThatTheyAreClosed() {
        Stores stores = direct();
        stores.close();
        stores.close();

        assertThatThrownBy(() -> stores.tracking().run("r"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
