/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged jar in a process of its own. */
@Timeout(60)
class JarIT {

    private static final Path JAR = Path.of(Objects.requireNonNull(System.getProperty("ratchet.jar")));

    @TempDir
    Path directory;

    private String store = "";

    @BeforeEach
    void fill() {
        store = directory.resolve("store").toString();
        StoreGenerator.fill(directory.resolve("store"), 3, 8);
    }

    private Called jar(String... arguments) throws IOException, InterruptedException {
        return java(List.of(), arguments);
    }

    private Called java(List<String> flags, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MLFLOW_") || name.startsWith("RATCHET_"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as("the command ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Called(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void jar_listsRuns_asOneJsonDocumentAndNothingElse() throws Exception {
        Called called = jar("runs", "list", "--json", "--store", store);

        assertThat(called.exitCode()).isZero();
        assertThat(called.err()).isEmpty();
        assertThat(called.out()).startsWith("{").endsWith("}\n");
        assertThat(called.list("runs")).hasSize(3);
    }

    @Test
    void jar_hasTheExitCodesOfItsCommands() throws Exception {
        assertThat(jar("doctor", "--store", store).exitCode()).isZero();
        assertThat(jar("runs", "show", "zzz", "--store", store).exitCode()).isEqualTo(Cli.FAILED);
        assertThat(jar("no-such-command").exitCode()).isEqualTo(Cli.USAGE);
    }

    @Test
    void jar_findsTheServersStores_andIsOpenForArrow() throws Exception {
        Called doctor = jar("doctor", "--json", "--store", store, "--tracking-uri", "http://127.0.0.1:1");

        assertThat(doctor.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(new Findings(doctor).severity("server.unreachable")).isEqualTo("problem");
        assertThat(new Findings(doctor).severity("java.arrow")).isEqualTo("ok");
    }

    @Test
    void jar_readsTables_withoutAFlag() throws Exception {
        Path csv = Files.writeString(directory.resolve("a.csv"), "id,x\n1,2.5\n");
        Path parquet = directory.resolve("a.parquet");

        assertThat(jar("dataset", "convert", csv.toString(), parquet.toString()).exitCode())
                .isZero();
        Called digest = jar("dataset", "digest", parquet.toString(), "--json");

        assertThat(digest.exitCode()).isZero();
        assertThat(digest.err()).isEmpty();
        assertThat(digest.json()).containsEntry("rows", 1);
    }

    @Test
    void jar_splitsATable_asOneJsonDocument_andOpensTheSealedPart() throws Exception {
        String rows = IntStream.range(0, 100)
                .mapToObj(i -> i + "," + (i % 2 == 0 ? "a" : "b"))
                .collect(Collectors.joining("\n", "x,y\n", "\n"));
        Path csv = Files.writeString(directory.resolve("rows.csv"), rows);

        Called split = jar("dataset", "split", csv.toString(), "--stratify", "y", "--out", "parts", "--json");
        Called again = jar("dataset", "split", csv.toString(), "--out", "parts", "--json");
        Called opened =
                jar("dataset", "open", "parts", "--purpose", "test", "--model", "m/1", "--out", "t.csv", "--json");

        assertThat(split.exitCode()).as(split.err()).isZero();
        assertThat(split.err()).isEmpty();
        assertThat(split.out()).startsWith("{").endsWith("}\n");
        assertThat(again.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(again.out()).isEmpty();
        assertThat(opened.err()).isEmpty();
        assertThat(opened.json()).containsEntry("rows", 15);
    }

    @Test
    void interruptedDownload_leavesNothing() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        CountDownLatch end = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/a.csv", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("a,b\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            stay(end);
        });
        server.start();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-jar",
                        JAR.toString(),
                        "dataset",
                        "digest",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/a.csv")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> holds(temporary, "a.csv"));
            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(holds(temporary, "ratchet-data")).isFalse();
        } finally {
            process.destroyForcibly();
            end.countDown();
            server.stop(0);
        }
    }

    private static void stay(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean holds(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.toString().contains(name));
        }
    }

    @Test
    void commandsWithoutFiles_loadNothingOfTables() throws Exception {
        for (String command : List.of(
                "--help",
                "runs list --store " + store,
                "dataset digest --help",
                "dataset split --help",
                "evaluate --help")) {
            Path log = directory.resolve("classes");
            Called called = java(List.of("-Xlog:class+load:file=" + log), command.split(" "));

            assertThat(called.out()).as(called.err()).isNotEmpty();
            assertThat(Files.readString(log))
                    .contains("dev.ratchet.cli.Main")
                    .doesNotContain("org.apache.arrow", "org.duckdb", "dev.ratchet.data.");
        }
    }

    @Test
    void manifest_namesTheLibrariesBesideTheJar() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Attributes attributes = jar.getManifest().getMainAttributes();

            assertThat(attributes.getValue("Add-Opens")).isEqualTo("java.base/java.nio");
            assertThat(attributes.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
            assertThat(attributes.getValue("Automatic-Module-Name")).isEqualTo("dev.ratchet.cli");
            assertThat(attributes.getValue(Attributes.Name.CLASS_PATH).split(" "))
                    .isNotEmpty()
                    .allSatisfy(entry -> assertThat(JAR.resolveSibling(entry)).isRegularFile());
        }
    }
}
