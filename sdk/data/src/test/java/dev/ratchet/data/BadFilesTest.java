/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import com.sun.net.httpserver.HttpServer;
import dev.ratchet.RatchetException;
import dev.ratchet.data.BadFiles.BadFile;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever is wrong, by whatever way it comes: a clear message, and nothing stays behind. */
@ExtendWith(NoMemoryLeft.class)
class BadFilesTest {

    private static final ReadOptions PLAIN = ReadOptions.builder().build();
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    @TempDir
    Path folder;

    @AfterEach
    void noFileStaysOpen() throws IOException {
        if (!Files.isDirectory(OPEN_FILES)) {
            return;
        }
        try (Stream<Path> open = Files.list(OPEN_FILES)) {
            assertThat(open.map(BadFilesTest::target)).noneMatch(file -> file.startsWith(folder.toString()));
        }
    }

    private static String target(Path open) {
        try {
            return Files.readSymbolicLink(open).toString();
        } catch (IOException e) {
            return "";
        }
    }

    static Stream<BadFile> small() {
        return BadFiles.small().stream();
    }

    static Stream<BadFile> all() {
        return Stream.concat(small(), BadFiles.large().stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void read_saysWhatIsWrongAndWhere(BadFile bad) throws IOException {
        Path file = write("bad", bad);
        refused(bad, "'" + file + "'", () -> Tables.read(file.toString()).close());
    }

    @ParameterizedTest
    @MethodSource("small")
    void scan_saysWhatIsWrongAndWhere(BadFile bad) throws IOException {
        Path file = write("bad", bad);
        refused(bad, "'" + file + "'", () -> TableFile.of(file).scan());
    }

    @ParameterizedTest
    @MethodSource("small")
    void second_ofManyFiles_isNamed(BadFile bad) throws IOException {
        Files.write(folder.resolve("a1." + bad.ending()), BadFiles.good(bad.ending()));
        Path file = write("a2", bad);
        refused(
                bad,
                "'" + file + "'",
                () -> Tables.read(folder + "/a*." + bad.ending()).close());
    }

    @ParameterizedTest
    @MethodSource("small")
    void download_isNamedByItsAddress(BadFile bad) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/bad." + bad.ending(), exchange -> {
            exchange.sendResponseHeaders(200, bad.content().length == 0 ? -1 : bad.content().length);
            exchange.getResponseBody().write(bad.content());
            exchange.close();
        });
        server.start();
        try {
            String address = "http://localhost:" + server.getAddress().getPort() + "/bad." + bad.ending();
            refused(bad, "'" + address + "'", () -> Tables.read(address, PLAIN).close());
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "tsv", "csv.gz", "json", "jsonl", "parquet", "arrow", "arrows", "feather"})
    void absentFile_isNamed(String ending) {
        Path file = folder.resolve("no." + ending);
        assertThatThrownBy(() -> Tables.read(file.toString()))
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll("There is no file '" + file + "'");
        assertThatThrownBy(() -> TableFile.of(file).scan()).hasMessageContaining("There is no file '" + file + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "tsv", "csv.gz", "parquet", "arrow"})
    void columnsWithoutRows_areATable(String ending) throws IOException {
        Path from = Files.writeString(folder.resolve("from.csv"), "a,b\n");
        Path file = folder.resolve("none." + ending);
        TableFile.of(from).convertTo(file);
        try (Table table = Tables.read(file.toString())) {
            assertThat(table.rowCount()).isZero();
            assertThat(table.schema().names()).containsExactly("a", "b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "tsv", "json", "jsonl"})
    void byteOrderMark_isSkipped(String ending) throws IOException {
        String text = ending.startsWith("json") ? "{\"a\": 1, \"b\": 2}" : "a,b\n1,2\n".replace(',', separator(ending));
        try (Table table = Tables.read(Files.writeString(folder.resolve("marked." + ending), "\uFEFF" + text)
                .toString())) {
            assertThat(table.schema().names()).containsExactly("a", "b");
            assertThat(table.rowCount()).isEqualTo(1);
        }
    }

    private static char separator(String ending) {
        return ending.equals("tsv") ? '\t' : ',';
    }

    @Test
    void packing_isToldByTheContent_andMayHaveSeveralParts() throws IOException {
        byte[] first = BadFiles.packed("a,b\n1,x\n".getBytes(UTF_8));
        byte[] second = BadFiles.packed("2,y\n".getBytes(UTF_8));
        Files.write(folder.resolve("parts.csv.gz"), BadFiles.joined(first, second));
        Files.write(folder.resolve("packed.csv"), BadFiles.joined(first, second));
        Files.writeString(folder.resolve("plain.csv.gz"), "a,b\n1,x\n2,y\n");
        Files.writeString(folder.resolve("plain.jsonl.gz"), "{\"a\": 1, \"b\": \"x\"}\n{\"a\": 2, \"b\": \"y\"}\n");
        for (String name : new String[] {"parts.csv.gz", "packed.csv", "plain.csv.gz", "plain.jsonl.gz"}) {
            try (Table table = Tables.read(folder.resolve(name).toString())) {
                assertThat(table.toDoubles("a")).as(name).containsExactly(1, 2);
                assertThat(table.text(1, 1)).as(name).isEqualTo("y");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"types-lz4.feather", "types-zstd.feather", "types.arrows", "foreign.arrow", "foreign.parquet"})
    void damageAnywhere_leavesNothingBehind(String name) throws IOException {
        byte[] whole = Files.readAllBytes(TestFiles.resource(name));
        SplittableRandom random = new SplittableRandom(name.hashCode());
        Path file = folder.resolve(name);
        int refused = 0;
        for (int round = 0; round < 30; round++) {
            byte[] bytes = whole.clone();
            for (int i = 0; i <= round % 4; i++) {
                bytes[random.nextInt(8, bytes.length)] = (byte) (round % 3 == 0 ? 0xFF : random.nextInt(256));
            }
            Files.write(file, bytes);
            try (Table table = Tables.read(file.toString())) {
                assertThat(table.digest().rowCount()).isNotNegative();
            } catch (RatchetException e) {
                assertThat(e).hasMessageContaining(name);
                refused++;
            }
            assertThat(ArrowMemory.allocated()).as("round %d", round).isZero();
        }
        assertThat(refused).isPositive();
    }

    private Path write(String name, BadFile bad) throws IOException {
        return Files.write(folder.resolve(name + "." + bad.ending()), bad.content());
    }

    private static void refused(BadFile bad, String place, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining(place)
                .hasMessageContainingAll(bad.words().toArray(String[]::new))
                .hasMessageNotContaining("ratchet-data")
                .hasMessageEndingWith(".")
                .message()
                .doesNotContain(".. ", "Exception", ": null");
        assertThat(ArrowMemory.allocated()).isZero();
    }
}
