/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.store.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What a download does with servers that stop, lie or say nothing, and what it ignores of the JVM's settings. */
@Timeout(60)
class BlockingDownloadsTest extends LoopbackServers {

    private static Answer get(BlockingTransfers transfers, URI address, Receiver.Sink sink, Duration silence)
            throws Exception {
        Progress progress = new Progress();
        return transfers
                .get(
                        new BlockingTransfers.Request(address, Map.of(), silence, 1),
                        progress,
                        (status, headers) -> status == 200 ? Optional.of(sink) : Optional.empty())
                .await(silence, progress);
    }

    private Answer get(URI address) throws Exception {
        return get(transfers(address, Map.of()), address, this::keep, LONG);
    }

    private void keep(ByteBuffer block) {
        byte[] some = new byte[block.remaining()];
        block.get(some);
        got.writeBytes(some);
    }

    @Test
    void files_comeWhole_overOneConnection() throws Exception {
        byte[] bytes = new byte[300_000];
        bytes[299_999] = 7;
        List<InetSocketAddress> clients = new ArrayList<>();
        URI address = serve(exchange -> {
            clients.add(exchange.getRemoteAddress());
            try (exchange) {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        BlockingTransfers transfers = transfers(address, Map.of());

        for (int i = 0; i < 3; i++) {
            got.reset();
            assertThat(get(transfers, address, this::keep, LONG).status()).isEqualTo(200);
            assertThat(got.toByteArray()).isEqualTo(bytes);
        }
        assertThat(clients).hasSize(3).containsOnly(clients.get(0));
    }

    @Test
    void emptyFiles_ofKnownLength_areFiles() throws Exception {
        assertThat(get(say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")).status())
                .isEqualTo(200);
        assertThat(get(say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                        .status())
                .isEqualTo(200);
        assertThat(got.size()).isZero();
    }

    @Test
    void aFileWithoutLength_endsWithItsConnection() throws Exception {
        assertThat(get(say("HTTP/1.1 200 OK\r\n\r\nabc")).status()).isEqualTo(200);
        assertThat(got.toString(StandardCharsets.US_ASCII)).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 20",
                "HTTP/1.1 200 OK\r\nContent-Ty",
                "HTTP/1.1 200 OK\r\nContent-Length: ",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                "no HTTP at all, but much more than any status line would have"
            })
    void whatEndsTooEarly_isNoFile(String answer) throws Exception {
        URI address = say(answer);

        assertThatThrownBy(() -> get(address)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void errors_areTexts() throws Exception {
        Answer answer = get(serve(exchange -> answer(exchange, 404, "{\"error_code\": \"GONE\"}")));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.errorCode()).isEqualTo("GONE");
        assertThat(got.size()).isZero();
    }

    @Test
    void redirects_areNotFollowed() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        URI address = serve(exchange -> {
            calls.incrementAndGet();
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            answer(exchange, 302, "");
        });

        assertThat(get(address).status()).isEqualTo(302);
        assertThat(calls).hasValue(1);
    }

    @Test
    void theApplicationsPasswords_areNotAskedFor() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        URI address = serve(exchange -> {
            calls.incrementAndGet();
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"mlflow\"");
            answer(exchange, 401, "who are you?");
        });
        Authenticator before = Authenticator.getDefault();
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("somebody", "secret".toCharArray());
            }
        });
        try {
            assertThat(get(address).text()).isEqualTo("who are you?");
        } finally {
            Authenticator.setDefault(before);
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void otherHosts_areRefused_whateverTheApplicationAllows() throws Exception {
        KeyStore store = keys("dns:other.example");
        HttpsServer door = HttpsServer.create(loopback(), 0);
        door.setHttpsConfigurator(new HttpsConfigurator(server(store)));
        URI address = serve(door, "https", exchange -> answer(exchange, 200, "abc"));
        Path pem = Files.writeString(
                folder.resolve("other.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(store.getCertificate("other").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        HostnameVerifier before = HttpsURLConnection.getDefaultHostnameVerifier();
        HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
        try {
            BlockingTransfers transfers =
                    transfers(address, Map.of("MLFLOW_TRACKING_SERVER_CERT_PATH", pem.toString()));
            assertThatThrownBy(() -> get(transfers, address, this::keep, LONG))
                    .hasCauseInstanceOf(SSLException.class)
                    .hasMessageContaining("No subject alternative names");
            BlockingTransfers insecure = transfers(address, Map.of("MLFLOW_TRACKING_INSECURE_TLS", "true"));
            assertThat(get(insecure, address, this::keep, LONG).status()).isEqualTo(200);
        } finally {
            HttpsURLConnection.setDefaultHostnameVerifier(before);
        }
    }

    @Test
    void nobodyThere_isNoConnection() throws Exception {
        URI address;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/file");
        }
        assertThatThrownBy(() -> get(address)).hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void aFullDisk_isOurOwnTrouble_andTheServerIsTold() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        URI address = serve(exchange -> endless(exchange, told));

        assertThatThrownBy(() -> get(
                        transfers(address, Map.of()),
                        address,
                        block -> {
                            throw new IOException("No space left on device");
                        },
                        LONG))
                .hasCauseInstanceOf(LocalFileException.class)
                .hasMessageContaining("No space left on device");
        told.await();
    }

    @Test
    void whoeverLeaves_endsTheTransfer() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        URI address = serve(exchange -> endless(exchange, told));
        BlockingTransfers transfers = transfers(address, Map.of());
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread waiting = new Thread(() ->
                thrown.complete(catchThrowable(() -> get(transfers, address, block -> begun.countDown(), LONG))));
        waiting.start();
        begun.await();

        waiting.interrupt();

        told.await();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void closing_endsTheTransfer() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        URI address = serve(exchange -> endless(exchange, told));
        BlockingTransfers transfers = transfers(address, Map.of());

        assertThatThrownBy(() -> get(transfers, address, block -> transfers.close(), LONG))
                .hasCauseInstanceOf(CancellationException.class);
        told.await();
    }

    @Test
    void silence_isNotWaitedFor() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        URI address = serve(exchange -> {
            try (exchange) {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> get(transfers(address, Map.of()), address, this::keep, Duration.ofMillis(100)))
                .isInstanceOf(TimeoutException.class);
        end.countDown();
    }

    @Test
    void headersThatTheConnectionWouldLeaveOut_goByTheOtherClient() throws Exception {
        byte[] bytes = new byte[300_000];
        new Random(3).nextBytes(bytes);
        List<String> seen = new ArrayList<>();
        URI address = serve(exchange -> {
            seen.add(exchange.getRequestHeaders().getFirst("Via"));
            try (exchange) {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        StoreSettings settings =
                new StoreSettings(address, address, Map.of("RATCHET_HTTP_HEADERS", "Via: 1.1 company"));
        Path target = folder.resolve("got.bin");

        try (Transport transport =
                        new Transport(Connection.of(settings, address.resolve("/")), HttpSettings.of(settings));
                PartFile part = PartFile.open(target, "here")) {
            assertThat(transport.exchange(Call.download("/file", part)).status())
                    .isEqualTo(200);
            part.finish();
        }
        assertThat(target).hasBinaryContent(bytes);
        assertThat(seen).containsExactly("1.1 company");
    }

    @Test
    void aProxyThatOpensNoTunnel_isAnAnswer_alsoOfTheOtherClient() throws Exception {
        URI proxy = say("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
        HttpClient client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getPort())))
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://mlflow.example/file"))
                .build();
        Receiver receiver = new Receiver(1, (status, headers) -> Optional.empty(), () -> {});

        Answer answer = StreamedGet.begin(client, request, receiver, threads).await(LONG, new Progress());

        assertThat(answer.status()).isEqualTo(407);
    }

    @Test
    void certificatesThatCannotBeRead_areToldAsTheyAre() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.pem"), "no certificate");
        URI address = URI.create("https://127.0.0.1:1/file");
        BlockingTransfers transfers = transfers(address, Map.of("MLFLOW_TRACKING_SERVER_CERT_PATH", wrong.toString()));

        assertThatThrownBy(() -> get(transfers, address, this::keep, LONG))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("wrong.pem");
    }

    /** Sends until nobody takes it any more. */
    private static void endless(HttpExchange exchange, CountDownLatch told) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] block = new byte[10_000];
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            told.countDown();
            throw e;
        }
    }
}
