/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import dev.ratchet.testing.TestForm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Files of a run up and down, through a real server. */
class ArtifactsCommandsTest {

    private static final int FILES = 12;
    private static final int SIZE = 50_000;

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    @TempDir
    Path directory;

    private Path files;
    private String run = "";

    @BeforeEach
    void prepare() throws IOException {
        files = directory.resolve("files");
        Random random = new Random(7);
        byte[] bytes = new byte[SIZE];
        for (int i = 0; i < FILES; i++) {
            random.nextBytes(bytes);
            Path file = files.resolve("part " + i % 3).resolve("file-" + i + ".bin");
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        }
        try (Ratchet ratchet = Ratchet.builder()
                .environment(Map.of())
                .store(store())
                .trackingUri(MLFLOW.uri())
                .open()) {
            run = ratchet.experiment("artifacts-" + UUID.randomUUID()).run("files", one -> {
                one.logParam("depth", 4);
                return one.id();
            });
            ratchet.sync(false, line -> {});
        }
    }

    private Path store() {
        return directory.resolve("store");
    }

    private Called call(String... arguments) {
        return callAt(MLFLOW.uri().toString(), arguments);
    }

    private Called callAt(String uri, String... arguments) {
        List<String> all = new ArrayList<>(List.of("artifacts"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--store", store().toString(), "--tracking-uri", uri));
        return Called.with(Map.of("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0"), all.toArray(String[]::new));
    }

    private Called upload(String... more) {
        List<String> all = new ArrayList<>(List.of("upload", run, files.toString(), "--path", "data", "--json"));
        all.addAll(List.of(more));
        return call(all.toArray(String[]::new));
    }

    private static void assertMoved(Called called, int moved, int skipped) {
        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(called.json()).containsEntry("moved", moved).containsEntry("skipped", skipped);
    }

    private static int skipped(Called called) {
        if (called.json().get("skipped") instanceof Number number) {
            return number.intValue();
        }
        throw new AssertionError(called.out());
    }

    private void assertSame(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(files)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(folder.resolve(files.relativize(file))).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void files_goUp_areListed_andComeDown() throws IOException {
        assertMoved(upload(), FILES, 0);

        Called listed = call("list", run, "data");
        Called down =
                call("download", run, "data", "--to", directory.resolve("got").toString());

        assertThat(listed.out()).contains("data/part 0/file-0.bin", "48.8 KiB");
        assertThat(down.exitCode()).as(down.err()).isZero();
        assertThat(down.out())
                .contains(
                        "Downloaded " + FILES + " files",
                        directory.resolve("got").toString());
        assertSame(directory.resolve("got").resolve("data"));
        assertThat(directory.resolve("got").toFile().list()).containsExactly("data");
    }

    /** 10,000 in the long form. */
    @Test
    void manyFiles_goUpAndComeDown_andAreNotSentAgain() throws IOException {
        int many = TestForm.choose(200, 10_000);
        files = directory.resolve("many");
        for (int i = 0; i < many; i++) {
            Path file = files.resolve("folder-" + i % 20).resolve("file-" + i + ".txt");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "the text of file " + i);
        }

        assertMoved(upload(), many, 0);
        assertMoved(upload(), 0, many);
        Called down =
                call("download", run, "data", "--to", directory.resolve("got").toString(), "--json");

        assertMoved(down, many, 0);
        assertSame(directory.resolve("got").resolve("data"));
    }

    @Test
    void filesThatAreThere_areNotSentAgain() throws IOException {
        assertMoved(upload(), FILES, 0);
        assertMoved(upload(), 0, FILES);
        Files.writeString(files.resolve("part 0").resolve("file-0.bin"), "another text");
        assertMoved(upload(), 1, FILES - 1);
        assertMoved(upload("--again"), FILES, 0);
    }

    @Test
    void filesThatTheServerHasLost_areSentAgain() {
        assertMoved(upload(), FILES, 0);
        Called elsewhere = call("upload", run, files.toString(), "--path", "other", "--json");

        assertMoved(elsewhere, FILES, 0);
    }

    @Test
    void uploadThatWasCut_goesOnWhereItWas() throws IOException {
        try (FaultProxy proxy = FaultProxy.to(MLFLOW.uri())) {
            proxy.inject(Fault.answer(400, "{\"error_code\": \"INVALID_PARAMETER_VALUE\", \"message\": \"no\"}")
                    .onlyFor("file-8.bin"));
            String uri = proxy.uri().toString();
            String[] upload = {"upload", run, files.toString(), "--parallel", "1", "--json"};

            Called cut = callAt(uri, upload);
            proxy.pass();
            Called rest = callAt(uri, upload);

            assertThat(cut.exitCode()).isEqualTo(1);
            assertThat(cut.err()).contains("file-8.bin", "is the first that is missing");
            assertThat(rest.exitCode()).as(rest.err()).isZero();
            int skipped = skipped(rest);
            assertThat(skipped).isPositive();
            assertMoved(rest, FILES - skipped, skipped);
        }
    }

    @Test
    void downloadThatWasCut_goesOnWhereItWas() throws IOException {
        assertMoved(upload(), FILES, 0);
        Path to = directory.resolve("got");
        try (FaultProxy proxy = FaultProxy.to(MLFLOW.uri())) {
            proxy.inject(Fault.cutAfter(0).onlyFor("file-8.bin"));
            String uri = proxy.uri().toString();
            String[] download = {"download", run, "data", "--to", to.toString(), "--parallel", "1", "--json"};

            Called cut = callAt(uri, download);
            proxy.pass();
            Called rest = callAt(uri, download);

            assertThat(cut.exitCode()).isEqualTo(1);
            assertThat(cut.err()).contains("file-8.bin");
            int skipped = skipped(rest);
            assertThat(skipped).isPositive();
            assertMoved(rest, FILES - skipped, skipped);
            assertSame(to.resolve("data"));
            assertThat(to.toFile().list()).containsExactly("data");
        }
    }

    @Test
    void wrongRequests_sayWhatToDo() {
        Called local;
        try (Ratchet ratchet = Called.ratchet(store())) {
            String key = ratchet.experiment("local").run("files", one -> one.id());
            local = Called.at(store(), "artifacts", "upload", key, files.toString());
        }
        assertThat(local.exitCode()).isEqualTo(1);
        assertThat(local.err()).contains("local store", "ratchet sync");
        assertThat(call("upload", run, directory.resolve("missing").toString()).err())
                .contains("missing", "no such file");
        assertThat(call("download", run, "nothing/there", "--to", directory.toString())
                        .err())
                .contains("no file or folder 'nothing/there'");
        Called parallel = call("upload", run, files.toString(), "--parallel", "0");
        assertThat(parallel.exitCode()).isEqualTo(2);
        assertThat(parallel.err()).contains("--parallel", "1 to 32", "0");
        assertThat(call("download", run).err()).contains("--to");
    }
}
