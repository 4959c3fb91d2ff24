/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class EvaluatePredictionsTest {

    @TempDir
    Path folder;

    private String file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n")
                .toString();
    }

    /** Of 4 pairs of a sick and a well row, 3 are in order. */
    private String wards() throws IOException {
        return file(
                "wards.csv",
                "id,y,score,guess,ward,w",
                "1,sick,0.9,sick,a,1",
                "2,well,0.2,well,a,1",
                "3,sick,0.4,well,b,2",
                "4,well,0.6,sick,b,1");
    }

    private static Called evaluate(String file, String... arguments) {
        return Called.of(
                Stream.concat(Stream.of("evaluate", "--predictions", file, "--draws", "100"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private static double value(Called called, String metric) {
        Object found = map(map(called.json().get("metrics")).get(metric)).get("value");
        return ((Number) Objects.requireNonNull(found)).doubleValue();
    }

    @Test
    void json_isOneDocument_withTaskRowsAndMetrics() throws IOException {
        Called called = evaluate(wards(), "--label", "y", "--score", "score", "--positive", "sick", "--json");

        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(called.err()).isEmpty();
        assertThat(called.out()).startsWith("{").endsWith("}\n");
        assertThat(called.json()).containsEntry("task", "binary").containsEntry("rows", 4);
        assertThat(value(called, "roc_auc")).isCloseTo(0.75, within(1e-12));
        assertThat(value(called, "accuracy_score")).isCloseTo(0.5, within(1e-12));
        Map<?, ?> accuracy = map(map(called.json().get("metrics")).get("accuracy_score"));
        assertThat((Double) accuracy.get("low")).isLessThan(0.5);
        assertThat((Double) accuracy.get("high")).isGreaterThan(0.5);
    }

    @Test
    void parquet_givesWhatCsvGives() throws IOException {
        String parquet = folder.resolve("wards.parquet").toString();
        assertThat(Called.of("dataset", "convert", wards(), parquet).exitCode()).isZero();
        List<String> arguments =
                List.of("--label", "y", "--score", "score", "--positive", "sick", "--weight", "w", "--json");

        Called csv = evaluate(wards(), arguments.toArray(String[]::new));
        Called other = evaluate(parquet, arguments.toArray(String[]::new));

        assertThat(other.exitCode()).as(other.err()).isZero();
        assertThat(other.json().get("metrics")).isEqualTo(csv.json().get("metrics"));
        // Of the weighted pairs 2 + 1 of (1 + 2) * 2 = 6 are out of order: row 3 below row 4 with weight 2.
        assertThat(value(csv, "roc_auc")).isCloseTo(4.0 / 6, within(1e-12));
    }

    @Test
    void text_saysTask_positiveClass_andFigures() throws IOException {
        Called called = evaluate(wards(), "--label", "y", "--predicted", "guess", "--positive", "well", "--key", "id");

        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(called.out())
                .contains("wards.csv", "binary, 4 rows", "positive class well")
                .contains("accuracy_score", "recall_score");
    }

    @Test
    void scoresOfTheOtherClass_areNoticed() throws IOException {
        Called called = evaluate(wards(), "--label", "y", "--score", "score", "--positive", "well", "--json");

        assertThat(String.valueOf(called.json().get("notes"))).contains("below 0.5", "'sick'", "--positive");
    }

    @Test
    void regression_isFound_andSaidWhereItIsNotObvious() throws IOException {
        String prices = file("prices.csv", "price,guess", "1.5,1", "2.5,3", "4,4");
        String counts = file("counts.csv", "n,guess", "1,1", "2,3", "4,4");

        Called plain = evaluate(prices, "--label", "price", "--predicted", "guess", "--json");
        Called whole = evaluate(counts, "--label", "n", "--predicted", "guess", "--json");
        Called said = evaluate(counts, "--label", "n", "--predicted", "guess", "--task", "regression", "--json");

        assertThat(plain.json()).containsEntry("task", "regression").containsEntry("notes", List.of());
        assertThat(value(plain, "mean_absolute_error")).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(whole.json()).containsEntry("task", "multiclass");
        assertThat(String.valueOf(whole.json().get("notes"))).contains("taken as classes; say task regression");
        assertThat(said.json()).containsEntry("task", "regression").containsEntry("notes", List.of());
    }

    @Test
    void probabilities_areThoseOfTheClassesInTheirNames() throws IOException {
        String digits = file("digits.csv", "digit,p_0,p_1,p_2", "0,0.7,0.2,0.1", "2,0.1,0.2,0.7", "1,0.5,0.3,0.2");

        Called called = evaluate(digits, "--label", "digit", "--probabilities", "p_0,p_1,p_2", "--json");
        Called swapped = evaluate(digits, "--label", "digit", "--probabilities", "p_2,p_1,p_0", "--json");

        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(called.json()).containsEntry("task", "multiclass");
        assertThat(value(called, "accuracy_score")).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(value(swapped, "log_loss")).isCloseTo(value(called, "log_loss"), within(1e-12));
    }

    /** In ward b the scores say nothing. */
    private String manyWards() throws IOException {
        Random random = new Random(3);
        return file(
                "many.csv",
                Stream.concat(
                                Stream.of("y,score,ward,age"),
                                IntStream.range(0, 600).mapToObj(row -> {
                                    int sick = random.nextInt(2);
                                    boolean known = row % 3 > 0;
                                    double score = known ? 0.1 + 0.8 * sick : random.nextDouble();
                                    return sick + "," + score + "," + (known ? "a" : "b") + "," + random.nextInt(90);
                                }))
                        .toArray(String[]::new));
    }

    @Test
    void slicesAndGroups_areReported_andWeakSegmentsFound() throws IOException {
        String rows = manyWards();
        List<String> columns = List.of("--label", "y", "--score", "score", "--slice", "ward", "--protected", "ward");
        Called text = evaluate(rows, columns.toArray(String[]::new));
        Called json = evaluate(
                rows, Stream.concat(columns.stream(), Stream.of("--json")).toArray(String[]::new));
        Called found = evaluate(rows, "--label", "y", "--score", "score");

        assertThat(text.exitCode()).as(text.err()).isZero();
        assertThat(text.out()).contains("Worst slices of ward", "Fairness by ward", "worse than all other rows");
        assertThat(json.exitCode()).as(json.err()).isZero();
        assertThat(json.out()).contains("demographic_parity_difference", "ward = b");
        assertThat(found.out()).contains("Worst slices of found segments", "ward != a");
    }

    @Test
    void groups_ofNumbers_areRefused() throws IOException {
        String prices = file("prices.csv", "price,guess,ward", "1.5,1,a", "2.5,3,b");

        refused(
                evaluate(prices, "--label", "price", "--predicted", "guess", "--protected", "ward"),
                "the task is regression");
    }

    @Test
    void page_isWritten() throws IOException {
        Path page = folder.resolve("page.html");
        Called called = evaluate(
                wards(), "--label", "y", "--score", "score", "--positive", "sick", "--html", page.toString(), "--json");

        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(called.err()).isEqualTo("Written: " + page + System.lineSeparator());
        assertThat(called.json()).containsEntry("rows", 4);
        assertThat(page).exists();
    }

    @Test
    void oneClassOnly_hasTheFiguresThatExist() throws IOException {
        String one = file("one.csv", "y,s", "1,0.9", "1,0.2");
        Called called = evaluate(one, "--label", "y", "--score", "s", "--json");

        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(value(called, "recall_score")).isEqualTo(0.5);
        assertThat(map(map(called.json().get("metrics")).get("roc_auc")).get("undefined"))
                .isEqualTo("ONE_CLASS");
    }

    @Test
    void whatCannotBeUsed_isRefused_withRowAndColumn() throws IOException {
        String rows = file("rows.csv", "y,s,w,id", "1,0.5,1,a", "0,NaN,1,a", "1,0.2,-1,b");
        String holes = file("holes.csv", "y,s", "1,0.5", ",0.5", "0,0.1");
        String empty = file("empty.csv", "y,s");

        refused(evaluate(rows, "--label", "y", "--score", "s"), "score in row 1 of column 's' is NaN");
        refused(evaluate(rows, "--label", "y", "--predicted", "y", "--weight", "w"), "row 2 of column 'w' is -1.0");
        refused(evaluate(rows, "--label", "y", "--predicted", "y", "--key", "id"), "1 value comes more than once (a)");
        refused(evaluate(rows, "--label", "z", "--score", "s"), "no column 'z' for the label", "y, s, w, id");
        refused(evaluate(rows, "--label", "y", "--predicted", "y", "--slice", "z"), "no column 'z' for the slices");
        refused(evaluate(holes, "--label", "y", "--score", "s"), "label in row 1 of column 'y' is missing");
        refused(evaluate(empty, "--label", "y", "--score", "s"), "no rows");
        refused(evaluate(wards(), "--label", "y", "--score", "score"), "say which value is the positive class");
        refused(evaluate(folder.resolve("none.csv").toString(), "--label", "y", "--score", "s"), "none.csv");
    }

    private static void refused(Called called, String... words) {
        assertThat(called.exitCode()).isEqualTo(Cli.FAILED);
        assertThat(called.out()).isEmpty();
        assertThat(called.err()).startsWith("error: ").contains(words).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--predictions a.csv",
                "--predictions a.csv --label y",
                "--predictions a.csv --label y --score s --predicted p",
                "--predictions a.csv --label y --score s --data b.csv",
                "--predictions a.csv --label y --score s --task ranking",
                "--predictions a.csv --label y --score s --draws 1",
                "--model m --target y",
                "--model m --data d.csv",
                "--model m --data d.csv --target y --score s",
                "--model m --predictions a.csv --label y --score s"
            })
    void wrongUsage_endsWith2_andSaysWhatToDo(String arguments) {
        Called called = Called.of(("evaluate " + arguments).strip().split(" "));

        assertThat(called.exitCode()).isEqualTo(Cli.USAGE);
        assertThat(called.out()).isEmpty();
        assertThat(called.err()).contains("error: ", "--", "Try 'ratchet evaluate --help'");
    }

    @Test
    void help_hasExamples() {
        Called called = Called.of("evaluate", "--help");

        assertThat(called.exitCode()).isZero();
        assertThat(called.out())
                .contains("Examples:", "models:/breast-cancer@champion", "--probabilities", "--protected");
    }
}
