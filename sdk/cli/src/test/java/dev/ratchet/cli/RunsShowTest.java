/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class RunsShowTest {

    @TempDir
    Path directory;

    private String logged() {
        try (Ratchet ratchet = Called.ratchet(directory)) {
            return ratchet.experiment("e").run("depth 4", run -> {
                run.logParam("max_depth", 4);
                run.logMetric("loss", 0.125, 3);
                run.setTag("team", "ml");
                run.logText("hello", "notes.txt");
                return run.id();
            });
        }
    }

    @Test
    void show_tellsAllOfARun_whenTheIdIsAbbreviated() {
        String id = logged();

        Called called = Called.of("runs", "show", id.substring(0, 6), "--store", directory.toString());

        assertThat(called.exitCode()).isZero();
        assertThat(called.out())
                .contains("depth 4", id, "FINISHED", "max_depth  4", "0.125", "team", "notes.txt", "environment.json");
    }

    @Test
    void show_isOneJsonDocument() {
        String id = logged();

        Called called = Called.of("runs", "show", id, "--json", "--store", directory.toString());

        assertThat(called.json()).containsEntry("id", id).containsEntry("experiment", "e");
        assertThat(called.list("artifacts"))
                .extracting(file -> file.get("path"))
                .contains("notes.txt");
    }

    @Test
    void show_saysWhatIsThere_whenTheIdIsUnknown() {
        logged();

        Called called = Called.of("runs", "show", "zzz", "--store", directory.toString());

        assertThat(called.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(called.out()).isEmpty();
        assertThat(called.err()).contains("no run 'zzz'", "ratchet runs list");
    }

    @Test
    void show_namesTheCandidates_whenTheIdIsAmbiguous() {
        List<String> ids = new ArrayList<>();
        try (Ratchet ratchet = Called.ratchet(directory)) {
            // Seventeen keys of hexadecimal digits: two of them begin with the same one.
            for (int i = 0; i < 17; i++) {
                ids.add(ratchet.experiment("e").run("run " + i, Run::id));
            }
        }
        String shared = ids.stream()
                .map(id -> id.substring(0, 1))
                .filter(digit -> ids.stream().filter(id -> id.startsWith(digit)).count() > 1)
                .findFirst()
                .orElseThrow();

        Called called = Called.of("runs", "show", shared, "--store", directory.toString());

        assertThat(called.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(called.err()).contains("'" + shared + "' is not enough", "('run ");
    }
}
