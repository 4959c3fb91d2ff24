/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.cli.internal.text.JsonText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class RunsExportTest {

    @TempDir
    Path store;

    @TempDir
    Path directory;

    @BeforeEach
    void runs() {
        try (Ratchet ratchet = Called.ratchet(store)) {
            ratchet.experiment("one").run("first, \"quoted\"", run -> {
                run.logParam("depth", 4);
                run.logParam("note", "a\nb");
                run.logMetric("valid-auc", 0.25);
                return "";
            });
            ratchet.experiment("two").run("größe", run -> {
                run.logMetric("valid-auc", Double.NaN);
                return "";
            });
        }
    }

    @Test
    void csv_hasAColumnForWhateverAnyRunHas_andQuotes() {
        Called called = Called.at(store, "runs", "export", "--format", "csv", "--order-by", "metrics.`valid-auc`");

        assertThat(called.exitCode()).isZero();
        List<String> lines = List.of(called.out().split("\r\n", -1));
        assertThat(lines).hasSize(4).last().isEqualTo("");
        assertThat(lines.get(0))
                .startsWith("run_id,run_key,run_name,experiment,status,start_time,end_time,datasets,artifact_uri,")
                .contains(",params.depth,params.note,", ",metrics.valid-auc,", ",tags.mlflow.runName");
        assertThat(lines.get(1)).contains(",\"first, \"\"quoted\"\"\",one,FINISHED,", ",4,\"a\nb\",", ",0.25,");
        assertThat(lines.get(2)).contains(",größe,two,FINISHED,", ",,", ",NaN,");
    }

    @Test
    void jsonLines_areWrittenToAFile() throws IOException {
        Path file = directory.resolve("runs.jsonl");
        String[] arguments = {
            "runs", "export", "--format", "jsonl", "--output", file.toString(), "--filter", "params.depth = '4'"
        };

        Called called = Called.at(store, arguments);

        assertThat(called.exitCode()).isZero();
        assertThat(called.out()).isEmpty();
        assertThat(called.err()).contains("Written: " + file);
        assertThat(Files.readAllLines(file))
                .singleElement()
                .satisfies(line -> assertThat(JsonText.readObject(line).orElseThrow())
                        .containsEntry("name", "first, \"quoted\"")
                        .containsEntry("params", Map.of("depth", "4", "note", "a\nb")));
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    /** Two exports to one file that meet: the one's half is not the other's, and each leaves a whole file. */
    @Test
    void export_leavesTheHalfOfAnotherAlone() throws IOException {
        Path half = Files.writeString(directory.resolve("runs.csv.part"), "of another");
        Path link = Files.createSymbolicLink(directory.resolve("link.csv"), directory.resolve("runs.csv"));
        Files.writeString(directory.resolve("runs.csv"), "old");

        assertThat(Called.at(store, "runs", "export", "--format", "csv", "-o", link.toString())
                        .exitCode())
                .isZero();

        assertThat(half).hasContent("of another");
        assertThat(link).isSymbolicLink();
        assertThat(directory.resolve("runs.csv")).content().startsWith("run_id,");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void export_writesThroughAPipe() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<List<String>> read = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                read.complete(Files.readAllLines(pipe));
            } catch (IOException e) {
                read.completeExceptionally(e);
            }
        });
        reader.setDaemon(true);
        reader.start();

        Called called = Called.at(store, "runs", "export", "--format", "jsonl", "-o", pipe.toString());

        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(read.get(60, TimeUnit.SECONDS)).hasSize(2);
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void export_fails_whenTheOutputIsFull(String format) {
        StringWriter err = new StringWriter();
        AtomicInteger writes = new AtomicInteger();
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                writes.addAndGet(length > 1 ? 1 : 0);
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };

        int code = Cli.run(
                List.of("runs", "export", "--store", store.toString(), "--format", format),
                new PrintWriter(full),
                new PrintWriter(err),
                Map.of());

        assertThat(code).isEqualTo(Cli.FAILED);
        assertThat(err).asString().contains("not all could be written to the output", "disk is full");
        if (format.equals("jsonl")) {
            assertThat(writes).as("runs that were still asked for").hasValue(1);
        }
    }

    @Test
    void export_saysWhatIsWrong_beforeItLooks() {
        Called filter = Called.at(store, "runs", "export", "--format", "csv", "--filter", "metrics.valid-auc > 1");
        assertThat(filter.exitCode()).isEqualTo(Cli.USAGE);
        assertThat(filter.err()).contains("position 14", "metrics.`train-loss`");

        assertThat(Called.at(store, "runs", "export", "--format", "xml").err()).contains("csv or jsonl", "'xml'");
        assertThat(Called.at(
                                store,
                                "runs",
                                "export",
                                "--format",
                                "csv",
                                "--output",
                                directory.resolve("none/runs.csv").toString())
                        .err())
                .contains("cannot be written", "runs.csv");
    }

    @Test
    void list_takesFilterAndOrder() {
        Called called =
                Called.at(store, "runs", "list", "--filter", "run_name LIKE 'gr%'", "--order-by", "metrics.x DESC");

        assertThat(called.out().lines()).hasSize(2).last().asString().contains("größe");
        assertThat(Called.at(store, "runs", "list", "--filter", "status = 'KILLED'")
                        .err())
                .contains("no such runs");
        assertThat(Called.at(store, "runs", "list", "--order-by", "metrics.a-b").err())
                .contains("The order «metrics.a-b»", "position 10");
        assertThat(Called.at(store, "runs", "list", "--view", "none").err())
                .contains("--view must be active, deleted or all");
    }
}
