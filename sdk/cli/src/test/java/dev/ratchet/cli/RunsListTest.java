/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class RunsListTest {

    @TempDir
    Path store;

    @BeforeEach
    void runs() {
        try (Ratchet ratchet = Called.ratchet(store)) {
            ratchet.experiment("one").run("first", run -> {
                run.logParam("depth", 4);
                run.logMetric("loss", 0.25, 7);
                return "";
            });
            ratchet.experiment("two").run("second\u001b[31m", run -> "");
            Run failed = ratchet.experiment("two").start("third");
            failed.logMetric("loss", Double.NaN);
            failed.close();
        }
    }

    @Test
    void list_showsRuns_withColumnsAskedFor() {
        Called called = Called.at(store, "runs", "list", "--metric", "loss", "--param", "depth");

        assertThat(called.exitCode()).isZero();
        assertThat(called.err()).isEmpty();
        assertThat(called.out().lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).containsSubsequence("ID", "NAME", "STATUS", "depth", "loss"))
                .anySatisfy(line -> assertThat(line).containsSubsequence("first", "FINISHED", "one", "4", "0.25"))
                .anySatisfy(line -> assertThat(line).containsSubsequence("third", "FAILED", "two", "-", "NaN"));
        assertThat(called.out()).doesNotContain("\u001b");
    }

    @Test
    void list_isOneJsonDocument() {
        Called called = Called.at(store, "runs", "list", "--json", "--experiment", "one");

        assertThat(called.exitCode()).isZero();
        assertThat(called.json()).containsEntry("more", false);
        assertThat(called.list("runs")).singleElement().satisfies(run -> {
            assertThat(run)
                    .containsEntry("name", "first")
                    .containsEntry("experiment", "one")
                    .containsEntry("status", "FINISHED")
                    .containsEntry("params", Map.of("depth", "4"))
                    .containsKeys("id", "key", "start_time", "duration_ms");
            assertThat(String.valueOf(run.get("start_time_iso"))).endsWith("Z");
            assertThat(String.valueOf(run.get("metrics"))).contains("value=0.25", "step=7");
        });
    }

    @Test
    void list_saysThatMoreAreThere_whenLimited() {
        Called called = Called.at(store, "runs", "list", "--limit", "2");

        assertThat(called.out().lines()).hasSize(3);
        assertThat(called.err()).contains("--limit 0");
        assertThat(Called.at(store, "runs", "list", "--limit", "0").out().lines())
                .hasSize(4);
    }

    @Test
    void list_namesTheExperiments_whenThereIsNoSuchOne() {
        Called called = Called.at(store, "runs", "list", "--experiment", "three");

        assertThat(called.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(called.err()).contains("no experiment 'three'", "'one', 'two'");
    }

    @Test
    void list_usesColours_onATerminalOnly() {
        assertThat(Called.onTerminal(Map.of(), "runs", "list", "--store", store.toString())
                        .out())
                .contains("\u001b[32mFINISHED\u001b[0m", "\u001b[31mFAILED");
        assertThat(Called.onTerminal(Map.of("NO_COLOR", "1"), "runs", "list", "--store", store.toString())
                        .out())
                .doesNotContain("\u001b");
    }

    @Test
    void local_isLookedAt_althoughAServerIsSet() {
        Map<String, String> server =
                Map.of("MLFLOW_TRACKING_URI", "http://127.0.0.1:1", "RATCHET_HOME", store.toString());

        assertThat(Called.with(server, "runs", "list", "--local").exitCode()).isZero();
        Called down = Called.with(server, "runs", "list");
        assertThat(down.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(down.err()).contains("http://127.0.0.1:1", "--local", "ratchet doctor");
    }
}
