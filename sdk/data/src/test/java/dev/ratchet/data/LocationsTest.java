/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ratchet.RatchetException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(NoMemoryLeft.class)
class LocationsTest {

    private static final ReadOptions ONCE = ReadOptions.builder()
            .retries(0)
            .stallTimeout(Duration.ofMillis(400))
            .build();

    @TempDir
    Path folder;

    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void url_isReadByItsEnding() throws IOException {
        byte[] flights = Files.readAllBytes(TestFiles.FLIGHTS);
        server.createContext("/flights.csv.gz", exchange -> answer(exchange, 200, flights));
        URI address = URI.create("http://me:hidden@" + host() + "/flights.csv.gz?token=hidden&page=1");
        try (Table table = Tables.read(address, ReadOptions.builder().build());
                Table file = Tables.csv(TestFiles.FLIGHTS)) {
            assertThat(table.digest().digest()).isEqualTo(file.digest().digest());
            assertThat(table.name()).isEqualTo("flights");
            assertThat(table.identity().digest("bytes-1"))
                    .isPresent()
                    .isEqualTo(file.identity().digest("bytes-1"));
            assertThat(table.source().fields()).isEqualTo(Map.of("url", "http://" + host() + "/flights.csv.gz?page=1"));
        }
    }

    @Test
    void url_withHeadersAndContentType_isTriedAgain() {
        AtomicInteger calls = new AtomicInteger();
        server.createContext("/data", exchange -> {
            boolean allowed = "Bearer t".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            int status = calls.incrementAndGet() == 1 ? 503 : allowed ? 200 : 401;
            answer(exchange, status, "[{\"a\": 1}]".getBytes(StandardCharsets.UTF_8));
        });
        ReadOptions options =
                ReadOptions.builder().header("Authorization", "Bearer t").build();
        try (Table table = Tables.read("http://" + host() + "/data", options)) {
            assertThat(table.number(0, 0)).isEqualTo(1);
            assertThat(calls).hasValue(2);
        }
        refused("http://" + host() + "/data", ONCE, "answered 401", "Authorization");
    }

    @Test
    void url_thatFails() {
        server.createContext("/no.csv", exchange -> answer(exchange, 404, new byte[0]));
        server.createContext("/broken.csv", exchange -> answer(exchange, 500, new byte[0]));
        server.createContext("/silent.csv", exchange -> await(end));
        server.createContext("/stalls.csv", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            await(end);
        });
        server.createContext("/cut.csv", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            exchange.close();
        });
        server.createContext("/bad.csv", exchange -> answer(exchange, 200, new byte[0]));
        refused("http://" + host() + "/no.csv", ONCE, "/no.csv", "answered 404", "check the address");
        refused("http://" + host() + "/broken.csv", ONCE, "answered 500", "tried once");
        refused("http://" + host() + "/silent.csv", ONCE, "sent nothing for 400 ms after 0 bytes");
        refused("http://" + host() + "/stalls.csv", ONCE, "sent nothing for 400 ms after 10 bytes");
        refused("http://" + host() + "/cut.csv", ONCE, "not complete");
        refused("http://" + host() + "/bad.csv", ONCE, "'http://" + host() + "/bad.csv' is empty");
        refused("http://" + host() + "/noending", ONCE, "answered 404");
        String gone = "http://" + host() + "/a.csv";
        server.stop(0);
        refused(gone, ONCE, "no connection", "/a.csv");
        refused("s3://bucket/a.csv", ONCE, "'s3:'", "http:");
        refused("jdbc:h2:mem:", ONCE, "Tables.jdbc");
    }

    @Test
    void patternsAndDirectories_areOneTable() throws IOException {
        Files.writeString(folder.resolve("a1.csv"), "x,y\n1,a\n2,b\n");
        Files.writeString(folder.resolve("a2.csv"), "x,y\n3,\n");
        Files.writeString(folder.resolve("_SUCCESS"), "");
        for (String location : new String[] {folder.toString(), folder + "/a*.csv"}) {
            try (Table table = Tables.read(location)) {
                assertThat(table.toDoubles("x")).containsExactly(1, 2, 3);
                assertThat(table.isMissing(2, 1)).isTrue();
                assertThat(table.source().fields()).isEqualTo(Map.of("uri", location));
            }
        }
        try (Table table = Tables.read(folder.resolve("a1.csv").toString());
                Table again = Tables.read(
                        folder.resolve("a1.csv").toUri(), ReadOptions.builder().build())) {
            assertThat(table.rowCount()).isEqualTo(2);
            assertThat(again.rowCount()).isEqualTo(2);
        }
    }

    @Test
    void filesThatDoNotFit() throws IOException {
        Files.writeString(folder.resolve("a1.csv"), "x,y\n1,a\n");
        Files.writeString(folder.resolve("a2.csv"), "x,z\n3,b\n");
        Files.writeString(folder.resolve("b1.csv"), "x\n1\n");
        Files.writeString(folder.resolve("b2.csv"), "x\n1.5\n");
        try (Table table = Tables.csv(folder.resolve("a1.csv"));
                Table other = table.rename("y", "z")) {
            Tables.writeParquet(table, folder.resolve("p1.parquet"));
            Tables.writeParquet(other, folder.resolve("p2.parquet"));
        }
        ReadOptions options = ReadOptions.builder().build();
        refused(folder + "/a*.csv", options, "a2.csv", "[x, z]", "[x, y]");
        refused(folder + "/b*.csv", options, "b2.csv", "row 1", "column 'x'", "'1.5'", "int64");
        refused(
                folder + "/p*.parquet",
                options,
                "p2.parquet",
                "p1.parquet",
                "column 2 is 'z' (string)",
                "'y' (string)");
        refused(folder.toString(), options, "one format");
        refused(folder + "/*.nothing", options, "No file");
        refused(folder + "/absent.csv", options, "no file");
        Files.writeString(folder.resolve("what.xyz"), "x\n1\n");
        refused(folder + "/what.xyz", options, "which format", "what.xyz");
    }

    private String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refused(String location, ReadOptions options, String... words) {
        assertThatThrownBy(() -> Tables.read(location, options).close())
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("ratchet-data");
    }
}
