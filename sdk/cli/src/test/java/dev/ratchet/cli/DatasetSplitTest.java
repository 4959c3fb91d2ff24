/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.JsonText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class DatasetSplitTest {

    @TempDir
    Path folder;

    private String visits = "";
    private String out = "";

    @BeforeEach
    void write() throws IOException {
        String rows = IntStream.range(0, 200)
                .mapToObj(i -> i + "," + i / 4 + ",2026-01-" + String.format(Locale.ROOT, "%02d", 1 + i / 10) + ","
                        + i * 37 % 101 + "," + (i % 3 == 0 ? "yes" : "no"))
                .collect(Collectors.joining("\n", "visit,patient,day,pulse,ill\n", "\n"));
        visits = Files.writeString(folder.resolve("visits.csv"), rows).toString();
        out = folder.resolve("parts").toString();
    }

    private Called split(String... arguments) {
        return Called.of(Stream.concat(Stream.of("dataset", "split", visits, "--out", out), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private static Object digest(Object part) {
        return Objects.requireNonNull(map(part).get("digest"));
    }

    private static List<?> parts(Called called) {
        return (List<?>) Objects.requireNonNull(map(called.json().get("split")).get("parts"));
    }

    @Test
    void split_writesPartsWithPlanSeedAndDigests() throws IOException {
        Called called = split("--stratify", "ill", "--fractions", "0.7,0.15,0.15", "--seed", "42", "--json");
        Path parts = Path.of(out);

        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(called.err()).isEmpty();
        assertThat(called.json())
                .containsEntry("out", out)
                .containsEntry(
                        "files",
                        List.of("leakage.json", "split.json", "test.sealed", "train.parquet", "validation.parquet"));
        Map<?, ?> record = map(JsonText.readObject(Files.readString(parts.resolve("split.json")))
                .orElseThrow());
        assertThat((Object) record).isEqualTo(called.json().get("split"));
        assertThat(map(record.get("plan")).get("seed")).isEqualTo(42);
        assertThat(map(record.get("plan")).get("method")).isEqualTo("stratified");
        String train = parts.resolve("train.parquet").toString();
        Called digest = Called.of("dataset", "digest", train, "--any-order", "--json");
        assertThat("multiset-1:" + map(digest.json().get("digests")).get("multiset-1"))
                .isEqualTo(digest(parts(called).get(0)));
        assertThat(digest.json()).containsEntry("rows", 140);
    }

    @Test
    void sameOptions_giveTheSameParts_andASeedOthers() {
        Called one = split("--stratify", "ill", "--seed", "1", "--json");
        out = folder.resolve("again").toString();
        Called same = split("--stratify", "ill", "--seed", "1", "--format", "csv", "--json");
        out = folder.resolve("other").toString();
        Called other = split("--stratify", "ill", "--seed", "2", "--json");

        assertThat((Object) parts(one)).isEqualTo(parts(same)).isNotEqualTo(parts(other));
    }

    @Test
    void groupsTimesAndKeys_areRulesToo() {
        Called grouped = split("--group", "patient", "--json");
        out = folder.resolve("time").toString();
        Called timed = split("--time", "day", "--fractions", "0.8,0,0.2");
        out = folder.resolve("key").toString();
        Called hashed = split("--key", "visit", "--json");

        assertThat(grouped.exitCode()).as(grouped.err()).isZero();
        assertThat(map(map(grouped.json().get("leakage"))).toString()).doesNotContain("groups_on_both_sides");
        assertThat(timed.out()).contains("BY_TIME split by [day]", "80.0%", "validation     0");
        assertThat(timed.err()).contains("Written: ", "train.parquet").doesNotContain("validation.parquet");
        assertThat(map(map(hashed.json().get("split")).get("table")).get("key")).isEqualTo(List.of("visit"));
    }

    @Test
    void folds_areDirectories() {
        Called called = split("--stratify", "ill", "--folds", "4", "--format", "csv", "--json");

        assertThat(parts(called)).hasSize(4);
        Path fold = Path.of(out, "fold-3");
        assertThat(fold.resolve("train.csv")).isRegularFile();
        assertThat(Called.of("dataset", "digest", fold.resolve("validation.csv").toString(), "--json")
                        .json())
                .containsEntry("rows", 50);
    }

    @Test
    void strict_writesNothing_whenAColumnGivesTheTargetAway() throws IOException {
        String leaking = Files.readString(Path.of(visits))
                .replace("ill\n", "ill,copy\n")
                .replace("yes\n", "yes,1\n")
                .replace("no\n", "no,0\n");
        Files.writeString(Path.of(visits), leaking);

        Called strict = split("--target", "ill", "--strict");

        assertThat(strict.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(strict.out()).isEmpty();
        assertThat(strict.err()).contains("The split leaks", "'copy' alone tells 'ill'");
        assertThat(files()).containsExactly("visits.csv");
        Called lenient = split("--target", "ill");
        assertThat(lenient.exitCode()).isZero();
        assertThat(lenient.out()).contains("ERROR  Column 'copy' alone tells 'ill'");
    }

    @Test
    void failures_sayWhatToDo_andLeaveNothing() throws IOException {
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("a"), "x");
        String none = folder.resolve("none.csv").toString();

        assertFails(split("--stratify", "pulse"), Cli.FAILED, "too few rows", "Merge or drop rare values");
        assertFails(split("--stratify", "x"), Cli.FAILED, "no column 'x'");
        assertFails(split("--target", "x"), Cli.FAILED, "no column 'x'");
        assertFails(Called.of("dataset", "split", visits, "--out", full.toString()), Cli.FAILED, "is not empty");
        assertFails(Called.of("dataset", "split", none, "--out", out), Cli.FAILED, "none.csv");
        assertFails(split("--stratify", "ill", "--group", "patient"), Cli.USAGE, "exclude each other");
        assertFails(split("--fractions", "0.7,0.3"), Cli.USAGE, "three numbers", "0.8,0,0.2");
        assertFails(split("--fractions", "0.7,0.3,0.3"), Cli.USAGE, "sum to 1");
        assertFails(split("--folds", "1"), Cli.USAGE, "--folds must be 2 or more");
        assertFails(split("--folds", "3", "--fractions", "0.7,0.15,0.15"), Cli.USAGE, "exclude each other");
        assertFails(split("--format", "json"), Cli.USAGE, "parquet, csv or arrow");
        assertFails(Called.of("dataset", "split", "--out", out), Cli.USAGE, "there is nothing to read");
        assertThat(files()).containsExactly("full", "visits.csv");
    }

    private static void assertFails(Called called, int exitCode, String... words) {
        assertThat(called.exitCode()).as(called.err()).isEqualTo(exitCode);
        assertThat(called.out()).isEmpty();
        assertThat(called.err()).startsWith("error: ").contains(words).doesNotContain("\tat ");
    }

    @Test
    void open_handsOutTheTestPart_andCounts() {
        List<?> parts = parts(split("--stratify", "ill", "--json"));
        String store = folder.resolve("store").toString();
        String test = folder.resolve("test.csv").toString();
        String again = folder.resolve("again.parquet").toString();

        Called first = Called.of(
                "dataset",
                "open",
                out,
                "--purpose",
                "final",
                "--model",
                "ill/1",
                "--out",
                test,
                "--store",
                store,
                "--json");
        Called second = Called.of(
                "dataset", "open", out + "/test.sealed", "--purpose", "look", "--out", again, "--store", store);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.json())
                .containsEntry("rows", 30)
                .containsEntry("opening", 1)
                .containsEntry("warnings", List.of())
                .containsEntry("digest", digest(parts.get(2)));
        assertThat(second.out())
                .contains("opening 2", "these rows were opened 1 time before", "no final model was named (--model)");
        assertThat(Called.of("dataset", "diff", test, again).exitCode()).isZero();
        assertThat(Path.of(store, "test-openings", "openings.jsonl")).content().contains("\"model\":\"ill/1\"", "look");
    }

    @Test
    void open_writesNoOpening_whenTheRowsCannotBeHandedOut() {
        split("--stratify", "ill");
        String store = folder.resolve("store").toString();

        assertFails(open(store, "a.json"), Cli.FAILED, "JSON is read only");
        assertFails(open(store, "a.xlsx"), Cli.FAILED, "does not tell its format");
        assertFails(open(store, "visits.csv"), Cli.FAILED, "is there already");
        assertFails(open(store, "no/a.csv"), Cli.FAILED, "Make it first");
        Called none = Called.of("dataset", "open", visits, "--purpose", "x", "--out", folder.resolve("a.csv") + "");
        assertFails(none, Cli.FAILED, "is no sealed part");
        assertFails(Called.of("dataset", "open", out, "--out", "a.csv"), Cli.USAGE, "--purpose");
        assertThat(Path.of(store, "test-openings")).doesNotExist();
    }

    private Called open(String store, String file) {
        String target = folder.resolve(file).toString();
        return Called.of("dataset", "open", out, "--purpose", "final", "--out", target, "--store", store);
    }
}
