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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands with a real server. */
class ServerCommandsTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    @TempDir
    Path directory;

    private final String experiment = "cli-" + UUID.randomUUID();

    private String logged(String name, Object secondValue) {
        try (Ratchet ratchet = Called.ratchet(directory)) {
            return ratchet.experiment(experiment).run(name, run -> {
                run.logParam("depth", 4);
                run.logParam("depth", secondValue);
                for (int step = 0; step < 3; step++) {
                    run.logMetric("loss", 1.0 / (1 + step), step);
                }
                run.logText("hello", "notes.txt");
                return run.id();
            });
        }
    }

    private Called call(String... arguments) {
        return callAt(MLFLOW.uri().toString(), arguments);
    }

    private Called callAt(String uri, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--store", directory.toString(), "--tracking-uri", uri));
        return Called.of(all.toArray(String[]::new));
    }

    @Test
    void prune_removesWhatTheServerHas_andNothingElse() {
        String delivered = logged("delivered", 4);
        call("sync");
        String waiting = logged("waiting", 4);

        Called young = call("prune", "--json");
        Called asSet = Called.with(
                Map.of(
                        "RATCHET_KEEP_DAYS",
                        "0",
                        "MLFLOW_TRACKING_URI",
                        MLFLOW.uri().toString()),
                "prune",
                "--json",
                "--store",
                directory.toString());
        Called pruned = call("prune", "--older-than", "0", "--json");
        Called wrong = call("prune", "--older-than", "-1");

        assertThat(young.json()).containsEntry("removed", List.of());
        assertThat(pruned.exitCode()).as(pruned.err()).isZero();
        assertThat(asSet.json()).containsEntry("removed", List.of(delivered)).containsEntry("kept", 1);
        assertThat(pruned.json()).containsEntry("removed", List.of()).containsEntry("kept", 1);
        assertThat(directory.resolve("runs").resolve(waiting)).isDirectory();
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--older-than", "-1");
    }

    @Test
    void sync_deliversAndTellsIt_thenHasNothingToDo() {
        String key = logged("first", 4);

        Called first = call("sync", "--json");
        Called second = call("sync");
        Called listed = call("runs", "list", "--experiment", experiment, "--metric", "loss");
        Called shown = call("runs", "show", key.substring(0, 10), "--json");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.json()).containsEntry("complete", true);
        assertThat(first.list("runs")).singleElement().satisfies(run -> {
            assertThat(run).containsEntry("key", key).containsEntry("files", 2).containsEntry("waiting", "");
            assertThat(String.valueOf(run.get("page"))).contains("/runs/");
        });
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).contains("Nothing to do: 1 run up to date.");
        assertThat(listed.out()).contains("first", "FINISHED", "0.333333");
        assertThat(shown.json()).containsEntry("key", key).containsEntry("experiment", experiment);
        assertThat(shown.json().get("id")).isNotEqualTo(key);
        String serverId = String.valueOf(shown.json().get("id"));
        assertThat(call("runs", "show", serverId).out()).contains("page", serverId, "notes.txt");
    }

    @Test
    void sync_endsWith1_andTellsTheWords_whenSomethingWasRefused() {
        logged("refused", 5);

        Called sync = call("sync");

        assertThat(sync.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(sync.out()).contains("1 refused", "param 'depth'", "1 not complete");
        Findings findings = new Findings(call("doctor", "--json", "--timeout", "60"));
        assertThat(findings.text("runs.refused")).contains("param 'depth'");
        assertThat(findings.has("runs.waiting")).isFalse();
    }

    @Test
    void compare_readsRunsOfTheServer() {
        String one = logged("one", 4);
        String two = logged("two", 4);
        assertThat(call("sync").exitCode()).isZero();

        Called called = call("runs", "compare", one, two, "--minimize", "loss");

        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(called.out()).contains("best (min)", "0.333333 @ 2").containsPattern("Libraries: all \\d+ are");
    }

    @Test
    void wrongPath_isAFinding_thatNamesTheRightAddress() {
        Findings findings = new Findings(callAt(MLFLOW.uri() + "/wrong", "doctor", "--json", "--timeout", "60"));

        assertThat(findings.called().exitCode()).isEqualTo(Cli.FAILED);
        assertThat(findings.severity("server.address")).isEqualTo("problem");
        assertThat(String.valueOf(findings.of("server.address").get("fix")))
                .endsWith("export MLFLOW_TRACKING_URI=" + MLFLOW.uri());
    }

    @Test
    @Timeout(60)
    void sync_stopsInTime_andKeepsWhatWaits() {
        logged("late", 4);
        try (FaultProxy proxy = FaultProxy.to(MLFLOW.uri())) {
            proxy.inject(Fault.blackHole().onlyFor("log-batch"));

            Called sync = callAt(proxy.uri().toString(), "sync", "--timeout", "3");

            assertThat(sync.exitCode()).isEqualTo(Cli.FAILED);
            assertThat(sync.err()).contains("not done after 3 s", "stays delivered");
        }
    }

    @Test
    void sync_saysSoAtOnce_whenTheServerIsDown() {
        logged("down", 4);

        Called sync = callAt("http://127.0.0.1:1", "sync");

        assertThat(sync.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(sync.out()).isEmpty();
        assertThat(sync.err()).contains("http://127.0.0.1:1", "Nothing was delivered");
    }
}
