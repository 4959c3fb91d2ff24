/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.RatchetException;
import dev.ratchet.mlflow.Keytool;
import dev.ratchet.store.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What a blocking connection does with servers that stop, lie or say nothing, and what it ignores of the JVM's settings. */
@Timeout(60)
class BlockingTransfersTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ByteArrayOutputStream got = new ByteArrayOutputStream();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        threads.shutdownNow();
    }

    private URI serve(HttpServer server, String scheme, HttpHandler handler) {
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
        opened.add(() -> server.stop(0));
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/file");
    }

    private URI serve(HttpHandler handler) throws IOException {
        return serve(HttpServer.create(loopback(), 0), "http", handler);
    }

    private KeyStore keys(String host) throws Exception {
        Path keys = folder.resolve("keys.p12");
        Keytool.add(keys, "other", "EC", List.of("-ext", "SAN=" + host));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, Keytool.PASSWORD.toCharArray());
        }
        return store;
    }

    private static SSLContext server(KeyStore store) throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, Keytool.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Answers each connection with these characters, and closes it. */
    private URI say(String answer) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        opened.add(server);
        threads.execute(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    byte[] request = new byte[10_000];
                    int length = 0;
                    while (!new String(request, 0, length, StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                        int some = socket.getInputStream().read(request, length, request.length - length);
                        if (some < 0) {
                            throw new EOFException();
                        }
                        length += some;
                    }
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // The test has ended, or nobody listens any more.
                }
            }
        });
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/file");
    }

    private static BlockingTransfers transfers(URI address, Map<String, String> settings) {
        return new BlockingTransfers(Connection.of(new StoreSettings(address, address, settings), address), LONG);
    }

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

    private static Transport transport(URI address) {
        StoreSettings settings = new StoreSettings(address, address, Map.of("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0"));
        return new Transport(Connection.of(settings, address), HttpSettings.of(settings));
    }

    private void keep(ByteBuffer block) {
        byte[] some = new byte[block.remaining()];
        block.get(some);
        got.writeBytes(some);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
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
