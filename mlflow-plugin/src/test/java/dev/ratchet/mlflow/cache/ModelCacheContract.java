/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.cache;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetBuilder;
import dev.ratchet.UnavailableException;
import dev.ratchet.model.Model;
import dev.ratchet.store.VersionRecord;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

/** Loading from a server by way of the cache; the proxy counts what the server is asked for. */
@Timeout(180)
abstract class ModelCacheContract {

    private static final String FILES = "mlflow-artifacts";
    private static final String TOKEN = "s3cret-token-of-a-user";

    @TempDir
    Path directory;

    private final String name = "cached-" + UUID.randomUUID();
    private String runId = "";

    abstract MlflowServer server();

    @BeforeEach
    void register() {
        register("one", 1);
        register("two", 2);
        try (Ratchet ratchet = open("trainer", server().uri()).open()) {
            ratchet.stores().registry().setAlias(name, "champion", 1);
        }
    }

    private void register(String text, int number) {
        try (Ratchet ratchet = open("trainer", server().uri()).open()) {
            ratchet.experiment(name).run(text, run -> {
                assertThat(run.register(name, TextFlavor.model(text)).awaitNumber(Duration.ofSeconds(60)))
                        .isEqualTo(number);
                runId = run.mlflowRunId().orElseThrow();
                return true;
            });
        }
    }

    /** Another project with the same cache: stores of their own have what was trained in them. */
    private RatchetBuilder open(String store, URI server) {
        return Ratchet.builder()
                .environment(Map.of())
                .store(directory.resolve(store))
                .modelCache(directory.resolve("cache"))
                .token(TOKEN)
                .trackingUri(server);
    }

    private static String load(RatchetBuilder builder, String uri) {
        try (Ratchet ratchet = builder.open();
                Model model = ratchet.load(uri)) {
            return TextFlavor.text(model);
        }
    }

    private String champion() {
        return "models:/" + name + "@champion";
    }

    private static FaultProxy counting(FaultProxy proxy, String requests) {
        proxy.inject(Fault.delay(Duration.ZERO).onlyFor(requests));
        return proxy;
    }

    @Test
    void theSecondLoad_asksForNoFile_butForTheAlias() {
        try (FaultProxy proxy = counting(FaultProxy.to(server().uri()), FILES)) {
            assertThat(load(open("first", proxy.uri()), champion())).isEqualTo("one");
            assertThat(proxy.hits()).isPositive();
            int files = proxy.hits();

            assertThat(load(open("second", proxy.uri()), champion())).isEqualTo("one");
            assertThat(load(open("first", proxy.uri()), "models:/" + name + "/1"))
                    .isEqualTo("one");
            assertThat(proxy.hits()).isEqualTo(files);

            counting(proxy, "alias");
            load(open("first", proxy.uri()), champion());
            assertThat(proxy.hits()).isEqualTo(files + 1);
        }
    }

    @Test
    void anAliasThatMoved_isSeenAtOnce_andMovedBackNeedsNoFile() {
        try (FaultProxy proxy = counting(FaultProxy.to(server().uri()), FILES);
                Ratchet ratchet = open("service", proxy.uri()).open()) {
            assertThat(text(ratchet)).isEqualTo("one");
            ratchet.stores().registry().setAlias(name, "champion", 2);
            assertThat(text(ratchet)).isEqualTo("two");
            int files = proxy.hits();
            ratchet.stores().registry().setAlias(name, "champion", 1);
            assertThat(text(ratchet)).isEqualTo("one");
            assertThat(proxy.hits()).isEqualTo(files);
        }
    }

    private String text(Ratchet ratchet) {
        try (Model model = ratchet.load(champion())) {
            return TextFlavor.text(model);
        }
    }

    @Test
    void aModelOfARunThatRatchetLogged_isCached() {
        try (FaultProxy proxy = counting(FaultProxy.to(server().uri()), FILES)) {
            String uri = "runs:/" + runId + "/model";
            assertThat(load(open("first", proxy.uri()), uri)).isEqualTo("two");
            int files = proxy.hits();
            assertThat(files).isPositive();
            assertThat(load(open("second", proxy.uri()), uri)).isEqualTo("two");
            assertThat(proxy.hits()).isEqualTo(files);
        }
    }

    @Test
    void withoutTheCache_eachLoadAsksForTheFiles() {
        try (FaultProxy proxy = counting(FaultProxy.to(server().uri()), FILES)) {
            load(open("first", proxy.uri()).noModelCache(), champion());
            int files = proxy.hits();
            load(open("first", proxy.uri()).noModelCache(), champion());
            assertThat(proxy.hits()).isEqualTo(2 * files);
        }
        assertThat(directory.resolve("cache")).doesNotExist();
        assertThat(directory.resolve("first/cache/temporary")).isEmptyDirectory();
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
    void aVersionThatWasDeleted_isNotLoaded_whileTheServerAnswers() {
        load(open("first", server().uri()), champion());
        try (Ratchet ratchet = open("first", server().uri()).open()) {
            ratchet.stores().registry().deleteVersion(name, 1);

            assertThatThrownBy(() -> ratchet.load("models:/" + name + "/1"))
                    .isInstanceOf(dev.ratchet.NotFoundException.class);
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
            assertThat(filesOf("cache/packages")).isEmpty();
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

    @Test
    void versionsOfOneModel_shareTheirFiles_whereTheServerKeepsModels() {
        try (FaultProxy proxy = counting(FaultProxy.to(server().uri()), FILES);
                Ratchet ratchet = open("first", proxy.uri()).open()) {
            text(ratchet);
            int files = proxy.hits();
            VersionRecord version = ratchet.stores().registry().version(name, 1);
            if (version.modelId().startsWith("m-")) {
                ratchet.load("models:/" + version.modelId()).close();
                assertThat(proxy.hits()).isEqualTo(files);
            }
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
