/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultProxyTest {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final AtomicInteger acted = new AtomicInteger();
    private HttpServer server;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            acted.incrementAndGet();
            byte[] body = "answer of the server".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        proxy = FaultProxy.to(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/prefix"));
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.stop(0);
    }

    private HttpRequest.Builder post(String path) {
        return HttpRequest.newBuilder(URI.create(proxy.uri() + path))
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(1000)))
                .timeout(Duration.ofSeconds(20));
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    void everything_passes_atFirst() throws Exception {
        assertThat(send(post("/a").build())).isEqualTo("200 answer of the server");
        assertThat(proxy.requests()).isEqualTo(1);
        assertThat(proxy.hits()).isZero();
    }

    @Test
    void cut_losesTheAnswer_afterTheServerActed() throws Exception {
        assertThat(send(post("/a").build())).startsWith("200");
        proxy.inject(Fault.cutAfter(0).onlyFor("/prefix/b").times(1));
        assertThat(send(post("/a").build())).startsWith("200");
        assertThatThrownBy(() -> send(post("/b").build())).isInstanceOf(IOException.class);
        assertThat(acted).hasValue(3);
        assertThat(send(post("/b").build())).startsWith("200");
        assertThat(proxy.hits()).isEqualTo(1);
    }

    @Test
    void cut_breaksTheAnswerOff_afterSomeBytes() {
        proxy.inject(Fault.cutAfter(30));
        assertThatThrownBy(() -> send(post("/a").build())).isInstanceOf(IOException.class);
        assertThat(acted.get()).isPositive();
    }

    @Test
    void refuse_refusesConnections_untilPass() throws Exception {
        assertThat(send(post("/a").build())).startsWith("200");
        proxy.refuse();
        assertThatThrownBy(() ->
                        HttpClient.newHttpClient().send(post("/a").build(), HttpResponse.BodyHandlers.discarding()))
                .isInstanceOf(ConnectException.class);
        proxy.pass();
        assertThat(HttpClient.newHttpClient()
                        .send(post("/a").build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
        assertThat(acted).hasValue(2);
    }

    @Test
    void hold_keepsTheAnswer_untilPass() throws Exception {
        proxy.inject(Fault.hold());
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(post("/a").build(), HttpResponse.BodyHandlers.ofString());
        assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(Exception.class);
        proxy.pass();
        assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void refuse_losesAnAnswerThatIsHeld() {
        for (int round = 1; round <= 20; round++) {
            int sent = round;
            proxy.inject(Fault.hold());
            CompletableFuture<HttpResponse<String>> answer =
                    client.sendAsync(post("/a").build(), HttpResponse.BodyHandlers.ofString());
            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> acted.get() >= sent);
            proxy.refuse();
            assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                    .as("round %d", round)
                    .hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void delay_letsTheAnswerComeLate() throws Exception {
        proxy.inject(Fault.delay(Duration.ofMillis(400)));
        long start = System.nanoTime();
        assertThat(send(post("/a").build())).startsWith("200");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void blackHole_neverAnswers_andTheServerHearsNothing() {
        proxy.inject(Fault.blackHole());
        HttpRequest request = post("/a").timeout(Duration.ofMillis(300)).build();
        assertThatThrownBy(() -> send(request)).isInstanceOf(HttpTimeoutException.class);
        assertThat(acted).hasValue(0);
    }

    @Test
    void answer_isGivenInTheServersPlace() throws Exception {
        proxy.inject(Fault.answer(503, "busy").times(2));
        assertThat(send(post("/a").build())).isEqualTo("503 busy");
        HttpRequest unknownLength = HttpRequest.newBuilder(URI.create(proxy.uri() + "/a"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(new byte[100_000])))
                .build();
        assertThat(send(unknownLength)).isEqualTo("503 busy");
        assertThat(acted).hasValue(0);
        assertThat(send(post("/a").build())).startsWith("200");
    }
}
