/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class CliTest {

    @TempDir
    Path directory;

    @Test
    void version_isPrinted() {
        Called called = Called.of("--version");

        assertThat(called.exitCode()).isZero();
        assertThat(called.out()).startsWith("ratchet ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "doctor",
                "runs",
                "runs list",
                "runs show",
                "runs compare",
                "dataset",
                "dataset describe",
                "dataset digest",
                "dataset diff",
                "dataset convert",
                "decide",
                "promote",
                "approve",
                "replay",
                "policy check",
                "policy try",
                "verify",
                "sync"
            })
    void help_hasExamples_forEveryCommand(String command) {
        Called called = Called.of(Stream.concat(Stream.of(command.split(" ")), Stream.of("--help"))
                .filter(argument -> !argument.isEmpty())
                .toArray(String[]::new));

        assertThat(called.exitCode()).isZero();
        assertThat(called.out()).contains("Usage: ratchet", "Examples:").doesNotContain("\u001b");
        assertThat(called.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "runs",
                "runs lst",
                "runs list --limit x",
                "runs list --limit -1",
                "runs show",
                "runs compare abc",
                "runs compare a b --maximize m --minimize m",
                "sync --timeout 0",
                "doctor --local --tracking-uri http://127.0.0.1:1",
                "doctor extra",
                "dataset",
                "dataset digest",
                "dataset convert a.csv",
                "dataset diff a.csv b.csv --limit -1",
                "promote churn 7 --policy promotion.yaml",
                "promote churn seven --policy promotion.yaml --data test.csv",
                "promote churn 7 --policy promotion.yaml --data test.csv --score p",
                "promote churn 7 --policy promotion.yaml --data test.csv --champion-predictions old.csv",
            })
    void wrongUsage_endsWith2_andAHint(String arguments) {
        Called called = Called.of(
                Stream.of(arguments.split(" ")).filter(a -> !a.isEmpty()).toArray(String[]::new));

        assertThat(called.exitCode()).isEqualTo(Cli.USAGE);
        assertThat(called.out()).isEmpty();
        assertThat(called.err()).startsWith("error: ").contains("--help'").doesNotContain("\tat ");
    }

    @Test
    void mistypedCommand_isSuggested() {
        assertThat(Called.of("runs", "lst").err()).contains("Did you mean", "list");
    }

    @Test
    void errors_haveNoStackTrace_unlessDebugging() {
        String store = directory.resolve("none").toString();

        Called plain = Called.of("runs", "list", "--store", store);
        Called debug = Called.of("runs", "list", "--store", store, "--debug");

        assertThat(plain.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(plain.err())
                .contains("There is no local store at '" + store + "'")
                .doesNotContain("\tat ");
        assertThat(debug.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(debug.err()).contains("\tat dev.ratchet.cli");
    }
}
