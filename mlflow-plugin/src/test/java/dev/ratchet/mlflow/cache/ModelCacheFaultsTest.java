/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.cache;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetBuilder;
import dev.ratchet.UnavailableException;
import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The cache when servers are away, connections break, and processes are killed or come at once. */
class ModelCacheFaultsTest extends CachedModels {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.shared();

    @Override
    MlflowServer server() {
        return MLFLOW.server();
    }

    @Test
    void withoutTheServer_anExactVersionLoads_andAnAliasSaysWhatToDo() {
        try (FaultProxy proxy = FaultProxy.to(server().uri())) {
            load(open("first", proxy.uri()), champion());
            proxy.refuse();

            RatchetBuilder offline = open("second", proxy.uri()).set("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0");
            assertThat(load(offline, "models:/" + name + "/1")).isEqualTo("one");
            assertThatThrownBy(() -> load(offline, "models:/" + name + "/2")).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> load(offline, champion()))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("Only the server knows what the alias 'champion'")
                    .hasMessageContaining("models:/" + name + "/1");
        }
    }

    @Test
    void aServerThatDoesNotAnswer_holdsAnExactVersionUpForABoundedTime() {
        try (FaultProxy proxy = FaultProxy.to(server().uri())) {
            load(open("first", proxy.uri()), champion());
            proxy.inject(Fault.blackHole());

            RatchetBuilder offline = open("second", proxy.uri())
                    .probeTimeout(Duration.ofMillis(200))
                    .createTimeout(Duration.ofMillis(200));
            assertThat(load(offline, "models:/" + name + "/1")).isEqualTo("one");
        }
    }

    @Test
    void twoProcessesAtOnce_getTheModelFromTheServerOnce() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(server().uri())) {
            proxy.inject(Fault.hold().onlyFor("weights.txt"));
            try (Program first = start(proxy)) {
                awaitHits(proxy, 1);
                try (Program second = start(proxy)) {
                    second.await("Another process downloads");
                    proxy.inject(Fault.delay(Duration.ZERO).onlyFor("weights.txt"));
                    assertThat(first.await("LOADED ")).endsWith("LOADED one");
                    assertThat(second.await("LOADED ")).endsWith("LOADED one");
                }
            }
            assertThat(proxy.hits()).isEqualTo(1);
        }
    }

    @Test
    void aProcessKilledInTheDownload_leavesNothingThatIsLoaded() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(server().uri())) {
            proxy.inject(Fault.hold().onlyFor("weights.txt"));
            try (Program killed = start(proxy)) {
                killed.await("OPEN");
                awaitHits(proxy, 1);
            }
            assertThat(filesOf("cache/downloads")).isNotEmpty();
            assertThat(directory.resolve("cache/packages")).doesNotExist();
            proxy.pass();

            assertThat(load(open("first", proxy.uri()), champion())).isEqualTo("one");
            assertThat(filesOf("cache/downloads")).isEmpty();
            assertThat(filesOf("cache/packages")).isNotEmpty();
        }
    }

    @Test
    void aDownloadThatBreaksOff_isTriedAgain_andKept() {
        try (FaultProxy proxy = FaultProxy.to(server().uri())) {
            proxy.inject(Fault.cutAfter(100).onlyFor("weights.txt").times(1));
            assertThat(load(open("first", proxy.uri()), champion())).isEqualTo("one");
            assertThat(proxy.hits()).isEqualTo(1);
            counting(proxy, FILES);
            assertThat(load(open("first", proxy.uri()), champion())).isEqualTo("one");
            assertThat(proxy.hits()).isEqualTo(1);
        }
    }

    @Test
    void theCache_holdsNoCredentials() throws IOException {
        URI uri = server().uri();
        URI withUser = URI.create(uri.toString().replace("://", "://ann:" + TOKEN + "@"));
        load(open("first", uri), champion());
        load(
                Ratchet.builder()
                        .environment(Map.of("MLFLOW_REGISTRY_URI", withUser.toString()))
                        .store(directory.resolve("second"))
                        .modelCache(directory.resolve("cache"))
                        .trackingUri(withUser),
                "models:/" + name + "/2");

        List<Path> files = filesOf("cache");
        assertThat(files).hasSizeGreaterThan(6);
        for (Path file : files) {
            assertThat(file.toString()).doesNotContain(TOKEN);
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(TOKEN);
        }
    }

    private List<Path> filesOf(String folder) throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve(folder))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static void awaitHits(FaultProxy proxy, int hits) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> proxy.hits() >= hits);
    }

    private Program start(FaultProxy proxy) throws IOException {
        return new Program(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.logFile=System.out",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadingProgram.class.getName(),
                        directory.resolve("store-" + UUID.randomUUID()).toString(),
                        directory.resolve("cache").toString(),
                        proxy.uri().toString(),
                        champion())
                .redirectErrorStream(true)
                .start());
    }

    /** A process that is killed at the end. */
    private static final class Program implements AutoCloseable {

        private final Process process;
        private final BufferedReader output;
        private final List<String> said = new ArrayList<>();

        Program(Process process) {
            this.process = process;
            this.output = process.inputReader(StandardCharsets.UTF_8);
        }

        String await(String text) throws IOException {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
                if (line.contains(text)) {
                    return line;
                }
            }
            throw new AssertionError("It ended before it said '" + text + "':\n" + String.join("\n", said));
        }

        @Override
        public void close() {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
