/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.DatasetSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class RunsCompareTest {

    @TempDir
    Path directory;

    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void runs() {
        try (Ratchet ratchet = Called.ratchet(directory)) {
            for (int depth = 3; depth <= 4; depth++) {
                int given = depth;
                ids.add(ratchet.experiment("e").run("<depth " + given + ">", run -> {
                    run.logParams(Map.of("max_depth", given, "eta", 0.3));
                    for (int step = 0; step < 5; step++) {
                        run.logMetric("loss", Math.abs(step - given) / 8.0, step);
                    }
                    run.logMetric("auc", 0.5 + given / 10.0);
                    run.logInput(data("0".repeat(32)), "train");
                    run.logInput(data(String.valueOf(given).repeat(32)), "eval");
                    return run.id();
                }));
            }
        }
    }

    private static DatasetIdentity data(String hex) {
        return new DatasetIdentity(
                "rows-" + hex.charAt(0),
                DatasetSource.code(),
                Map.of(),
                Map.of(),
                List.of(new DatasetDigest("content-1", hex)));
    }

    private Called compare(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("runs", "compare", ids.get(0), ids.get(1), "--store", directory.toString()));
        arguments.addAll(List.of(more));
        return Called.of(arguments.toArray(String[]::new));
    }

    @Test
    void compare_goesOn_whenTheLibrariesOfARunCannotBeRead() throws IOException {
        Path environment = directory.resolve("runs").resolve(ids.get(0)).resolve("artifacts/environment.json");
        Files.write(environment, new byte[] {(byte) 0xC3, '('});

        Called called = compare();

        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(called.out()).contains("max_depth", "environment.json cannot be read");
    }

    @Test
    void compare_showsWhatDiffers_andNeverGuessesTheBest() {
        Called called = compare();

        assertThat(called.exitCode()).isZero();
        assertThat(called.out().lines())
                .anySatisfy(line -> assertThat(line).containsSubsequence("max_depth", "3", "4"))
                .anySatisfy(line -> assertThat(line).containsSubsequence("auc", "last", "0.8", "0.9", "+0.1"))
                .anySatisfy(line -> assertThat(line).containsSubsequence("loss", "last", "0.125", "0", "-0.125"))
                .anySatisfy(line -> assertThat(line).containsSubsequence("min", "0 @ 3", "0 @ 4", "0"))
                .anySatisfy(line -> assertThat(line).containsSubsequence("max", "0.375 @ 0", "0.5 @ 0", "+0.125"))
                .anySatisfy(line -> assertThat(line).containsSubsequence("train", "same (content-1 equal)"))
                .anySatisfy(line -> assertThat(line).containsSubsequence("eval", "different (content-1 differs)"));
        assertThat(called.out()).doesNotContain("eta").contains("1 other the same; --all shows them");
        assertThat(called.out()).containsPattern("Libraries: all \\d+ are the same");
        assertThat(compare("--all").out()).contains("eta");
    }

    @Test
    void compare_showsTheBest_whenItsDirectionIsSaid() {
        assertThat(compare("--minimize", "loss").out()).contains("best (min)").doesNotContain("0.375 @ 0");
        assertThat(compare("--maximize", "loss").out()).contains("best (max)", "0.375 @ 0");
    }

    @Test
    void compare_refusesADirection_ofAMetricThatNobodyHas() {
        Called called = compare("--maximize", "acu");

        assertThat(called.exitCode()).isEqualTo(Cli.USAGE);
        assertThat(called.err()).contains("[acu]", "[auc, loss]");
    }

    @Test
    void compare_isOneJsonDocument() {
        Called called = compare("--json", "--minimize", "loss");

        assertThat(called.list("runs")).extracting(run -> run.get("id")).containsExactlyElementsOf(ids);
        assertThat(called.list("params"))
                .singleElement()
                .satisfies(row ->
                        assertThat(row).containsEntry("name", "max_depth").containsEntry("values", List.of("3", "4")));
        assertThat(called.list("metrics"))
                .anySatisfy(row -> assertThat(row)
                        .containsEntry("name", "loss")
                        .containsEntry("kind", "best_min")
                        .containsEntry("steps", List.of(3, 4)));
        assertThat(called.list("datasets"))
                .extracting(row -> row.get("verdict"))
                .containsExactlyInAnyOrder("same", "different");
    }

    @Test
    void html_isOneEscapedPage_withoutOutsideResources() throws IOException {
        Path file = directory.resolve("compare.html");

        Called called = compare("--html", file.toString());

        String page = Files.readString(file);
        assertThat(called.exitCode()).isZero();
        assertThat(called.err()).contains("Written: " + file);
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("<svg", "&lt;depth 3&gt;", "prefers-color-scheme: dark", "name=\"viewport\"", "max_depth")
                .doesNotContain("<depth", "<script", "src=", "href=", "@import", "url(");
    }

    @Test
    void html_saysWhy_whenItCannotBeWritten() {
        Called called = compare("--html", directory.resolve("no/such/dir.html").toString());

        assertThat(called.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(called.err()).contains("cannot be written", "directory that is there");
    }
}
