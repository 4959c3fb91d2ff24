/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.RatchetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an upload does with servers that refuse it, or stop to read. */
@Timeout(60)
class BlockingUploadsTest extends LoopbackServers {

    private FileSource file(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return new FileSource(Files.write(folder.resolve("sent.bin"), bytes));
    }

    private static Answer put(BlockingTransfers transfers, URI address, FileSource file, Duration silence)
            throws Exception {
        Progress progress = new Progress();
        return transfers
                .put(new BlockingTransfers.Request(address, Map.of(), silence, 1), file, progress)
                .await(silence, progress);
    }

    @Test
    void uploads_areHashedAndArrive_overOneConnection() throws Exception {
        List<InetSocketAddress> clients = new ArrayList<>();
        URI address = serve(exchange -> {
            clients.add(exchange.getRemoteAddress());
            got.reset();
            exchange.getRequestBody().transferTo(got);
            answer(exchange, 200, "kept");
        });
        BlockingTransfers transfers = transfers(address, Map.of());
        FileSource file = file(300_000);

        for (int i = 0; i < 3; i++) {
            assertThat(put(transfers, address, file, LONG).text()).isEqualTo("kept");
            assertThat(got.toByteArray()).isEqualTo(Files.readAllBytes(folder.resolve("sent.bin")));
            assertThat(file.sha256Hex())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(got.toByteArray())));
        }
        assertThat(clients).hasSize(3).containsOnly(clients.get(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 413, 500})
    void refusedUploads_areAnswers(int status) throws Exception {
        URI address = serve(exchange -> {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"mlflow\"");
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            answer(exchange, status, "no");
        });

        assertThat(put(transfers(address, Map.of()), address, file(300_000), LONG)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aServerThatReadsNoFurther_isHeardByTheOtherClient() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        opened.add(server);
        threads.execute(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    InputStream in = socket.getInputStream();
                    in.readNBytes(10_000);
                    if (connections.incrementAndGet() > 1) {
                        socket.getOutputStream()
                                .write("HTTP/1.1 413 Too Large\r\nContent-Length: 9\r\n\r\ntoo large"
                                        .getBytes(StandardCharsets.US_ASCII));
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                } catch (IOException e) {
                    // The client has gone.
                }
            }
        });
        URI address = URI.create("http://127.0.0.1:" + server.getLocalPort());

        try (Transport transport = transport(address)) {
            Answer answer = transport.exchange(Call.put("/file", file(20_000_000)));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).isEqualTo("too large");
        }
        assertThat(connections).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aServerThatReadsNothing_isNotWaitedFor(String scheme) throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        CountDownLatch givenUp = new CountDownLatch(1);
        ServerSocket server = scheme.equals("http")
                ? new ServerSocket(0, 5, InetAddress.getLoopbackAddress())
                : server(keys("ip:127.0.0.1"))
                        .getServerSocketFactory()
                        .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        opened.add(server);
        threads.execute(() -> {
            try (Socket socket = server.accept()) {
                // The first bytes, which need a handshake where there is TLS.
                socket.getInputStream().read();
                givenUp.await();
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                left.countDown();
            } catch (IOException e) {
                left.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        URI address = URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + "/file");

        FileSource large = file(50_000_000);
        BlockingTransfers transfers = transfers(address, Map.of("MLFLOW_TRACKING_INSECURE_TLS", "true"));
        assertThatThrownBy(() -> put(transfers, address, large, Duration.ofSeconds(1)))
                .isInstanceOf(TimeoutException.class);
        givenUp.countDown();
        left.await();
    }

    @Test
    void aFileThatBecameShorter_isNotSent() throws Exception {
        URI address = serve(exchange -> {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            answer(exchange, 200, "kept");
        });
        FileSource file = file(20_000_000);
        Files.write(folder.resolve("sent.bin"), new byte[19_000_000]);

        try (Transport transport = transport(address)) {
            assertThatThrownBy(() -> transport.exchange(Call.put("/file", file)))
                    .isInstanceOf(RatchetException.class);
        }
    }
}
