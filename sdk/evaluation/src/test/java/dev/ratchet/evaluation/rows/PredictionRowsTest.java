/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.rows;

import dev.ratchet.RatchetException;
import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.evaluation.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class PredictionRowsTest {

    private static final TestRows TEXTS = TestRows.none()
            .with("y", "sick", "well", "sick")
            .with("s", 0.9, 0.2, 0.4)
            .with("id", "a", "b", "c")
            .with("w", 1, 2, 0)
            .with("ward", "north", null, "south");

    private static PredictionRows.Builder of(String label) {
        return PredictionRows.builder(label);
    }

    @Test
    void scores_haveTheSaidPositiveClass_andWhatIsKnownOfTheRows() {
        ReadPredictions read = of("y").positive("sick")
                .key("id")
                .weight("w")
                .column("ward")
                .build()
                .scores(TEXTS, "s");
        BinaryPredictions binary = (BinaryPredictions) read.predictions();

        assertThat(read.task()).isEqualTo(Task.BINARY);
        assertThat(read.classes()).containsExactly("well", "sick");
        assertThat(read.notes()).isEmpty();
        assertThat(binary.labels()).containsExactly(1, 0, 1);
        assertThat(binary.predicted()).containsExactly(1, 0, 0);
        assertThat(binary.probabilities()).containsExactly(0.9, 0.2, 0.4);
        assertThat(binary.rows().keys()).contains(List.of("a", "b", "c"));
        assertThat(binary.rows().weights().orElseThrow()).containsExactly(1, 2, 0);
        assertThat(binary.rows().columns()).containsEntry("ward", List.of("north", "", "south"));
    }

    @Test
    void scores_ofTexts_needAPositiveClass() {
        assertThatThrownBy(() -> of("y").build().scores(TEXTS, "s"))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("sick and well")
                .hasMessageContaining("say which value is the positive class");
        assertThatThrownBy(() -> of("y").positive("ill").build().scores(TEXTS, "s"))
                .hasMessageContaining("'ill' is not among the values")
                .hasMessageContaining("sick, well");
    }

    @Test
    void known_pairs_haveAPositiveClass() {
        assertThat(positives(TestRows.none().with("y", 0, 1, 1))).containsExactly(0, 1, 1);
        assertThat(positives(TestRows.none().with("y", 0.0, 1.0, 1.0))).containsExactly(0, 1, 1);
        assertThat(positives(TestRows.none().with("y", -1, 1, -1))).containsExactly(0, 1, 0);
        assertThat(positives(TestRows.none().with("y", true, false, true))).containsExactly(1, 0, 1);
        // One class only is no reason to guess: 1 is positive.
        assertThat(positives(TestRows.none().with("y", 1, 1, 1))).containsExactly(1, 1, 1);
        assertThat(positives(TestRows.none().with("y", 0, 0, 0))).containsExactly(0, 0, 0);
    }

    private static int[] positives(TestRows labels) {
        return ((BinaryPredictions) of("y").build()
                        .scores(labels.with("s", 0.1, 0.2, 0.3), "s")
                        .predictions())
                .labels();
    }

    @Test
    void scoresBeyondProbabilities_haveAThresholdOf0_andANote() {
        TestRows rows = TestRows.none().with("y", 0, 1, 1).with("s", -2.5, 0.0, 3.0);
        ReadPredictions read = of("y").build().scores(rows, "s");

        assertThat(((BinaryPredictions) read.predictions()).predicted()).containsExactly(0, 1, 1);
        assertThat(read.notes()).singleElement().asString().contains("no probabilities", "from a score of 0.0 on");
        ReadPredictions said = of("y").threshold(1).build().scores(rows, "s");
        assertThat(((BinaryPredictions) said.predictions()).predicted()).containsExactly(0, 0, 1);
    }

    @Test
    void probabilities_findTheirClassesByName() {
        for (String pattern : List.of("%s", "p_%s", "prob%s", "%s_share")) {
            TestRows rows = TestRows.none()
                    .with("y", "car", "cat", "car")
                    .with(pattern.formatted("cat"), 0.1, 0.7, 0.2)
                    .with(pattern.formatted("car"), 0.8, 0.2, 0.3)
                    .with(pattern.formatted("dog"), 0.1, 0.1, 0.5);
            ReadPredictions read = of("y").build()
                    .probabilities(
                            rows,
                            List.of(pattern.formatted("cat"), pattern.formatted("car"), pattern.formatted("dog")));

            assertThat(read.classes()).containsExactly("cat", "car", "dog");
            assertThat(((MulticlassPredictions) read.predictions()).labels()).containsExactly(1, 0, 1);
            assertThat(((MulticlassPredictions) read.predictions()).predicted()).containsExactly(1, 0, 2);
        }
    }

    @Test
    void probabilities_ofTwoClasses_areBinary_unlessSaidOtherwise() {
        TestRows rows = TestRows.none().with("y", 0, 1).with("p_0", 0.9, 0.3).with("p_1", 0.1, 0.7);
        List<String> columns = List.of("p_1", "p_0");

        assertThat(((BinaryPredictions)
                                of("y").build().probabilities(rows, columns).predictions())
                        .probabilities())
                .containsExactly(0.1, 0.7);
        assertThat(of("y").task(Task.MULTICLASS)
                        .build()
                        .probabilities(rows, columns)
                        .classes())
                .containsExactly("1", "0");
        assertThat(of("y").build().probabilities(rows, List.of("p_1")).task()).isEqualTo(Task.BINARY);
    }

    @Test
    void probabilities_thatAreRounded_areDividedByTheirSum_andOthersRefused() {
        TestRows rounded = TestRows.none()
                .with("y", 0, 1, 2)
                .with("0", 0.33, 0.5, 1.0)
                .with("1", 0.33, 0.5, 0.0)
                .with("2", 0.3396, 0.0, 0.0);
        ReadPredictions read = of("y").build().probabilities(rounded, List.of("0", "1", "2"));

        assertThat(read.notes()).singleElement().asString().contains("In 1 of 3 rows");
        assertThat(((MulticlassPredictions) read.predictions()).probabilities()[0][0])
                .isCloseTo(0.33 / 0.9996, within(1e-12));
        TestRows wrong = TestRows.none().with("y", 0, 1).with("0", 0.5, 0.5).with("1", 0.5, 0.6);
        assertThatThrownBy(() -> of("y").build().probabilities(wrong, List.of("0", "1")))
                .hasMessageContaining("row 1")
                .hasMessageContaining("sum to 1.1");
        TestRows beyond = TestRows.none().with("y", 0, 1).with("0", 0.5, -0.5).with("1", 0.5, 1.5);
        assertThatThrownBy(() -> of("y").build().probabilities(beyond, List.of("0", "1")))
                .hasMessageContaining("row 1 of column '0' is -0.5");
    }

    @Test
    void probabilities_whoseColumnsDoNotTell_needTheClasses() {
        TestRows rows = TestRows.none().with("y", "a", "b").with("x", 0.9, 0.3).with("z", 0.1, 0.7);

        assertThatThrownBy(() -> of("y").build().probabilities(rows, List.of("x", "z")))
                .hasMessageContaining("do not tell their classes")
                .hasMessageContaining("p_a");
        assertThat(of("y").classes(List.of("a", "b"))
                        .positive("b")
                        .build()
                        .probabilities(rows, List.of("x", "z"))
                        .classes())
                .containsExactly("a", "b");
        assertThatThrownBy(() -> of("y").classes(List.of("a", "c")).build().probabilities(rows, List.of("x", "z")))
                .hasMessageContaining("'b', which is not one of the classes: a, c");
        assertThatThrownBy(() -> of("y").classes(List.of("a")).build().probabilities(rows, List.of("x", "z")))
                .hasMessageContaining("1 classes are named");
    }

    @ParameterizedTest
    @CsvSource({
        "'1.5,2,3', '1,2,3', REGRESSION, ''",
        "'1,0,1', '1,1,0', BINARY, ''",
        "'1,0,2', '1,1,0', MULTICLASS, 'taken as classes'",
        "'1,0,2', '1,1,0.5', REGRESSION, ''"
    })
    void predicted_showTheirTask(String labels, String predicted, Task task, String note) {
        TestRows rows = TestRows.none().with("y", numbers(labels)).with("p", numbers(predicted));
        ReadPredictions read = of("y").build().predicted(rows, "p");

        assertThat(read.task()).isEqualTo(task);
        assertThat(String.join("", read.notes())).contains(note);
        assertThat(of("y").task(Task.REGRESSION).build().predicted(rows, "p").predictions())
                .isInstanceOf(RegressionPredictions.class);
    }

    private static @Nullable Object[] numbers(String list) {
        Function<String, Object> number =
                text -> text.contains(".") ? (Object) Double.valueOf(text) : Long.valueOf(text);
        return java.util.Arrays.stream(list.split(",")).map(number).toArray();
    }

    @Test
    void predictedTexts_areClasses_andThoseOfOtherKindsRefused() {
        TestRows rows = TestRows.none()
                .with("y", "a", "b", "c")
                .with("p", "a", "c", "d")
                .with("n", 1, 2, 3)
                .with("other", "x", "y", "z");

        assertThat(of("y").build().predicted(rows, "p").classes()).containsExactly("a", "b", "c", "d");
        assertThatThrownBy(() -> of("y").build().predicted(rows, "n")).hasMessageContaining("the same kind");
        assertThatThrownBy(() -> of("y").build().predicted(rows, "other"))
                .hasMessageContaining("None of the predicted values");
        assertThatThrownBy(() -> of("y").positive("a").build().predicted(rows, "p"))
                .hasMessageContaining("the task is multiclass");
        assertThatThrownBy(() -> of("y").task(Task.BINARY).build().predicted(rows, "p"))
                .hasMessageContaining("4 values");
    }

    @Test
    void outputs_ofOneNumber_areBinaryOrNumbers() {
        TestRows rows = TestRows.none()
                .with("y", "benign", "malignant")
                .with("n", 1.5, 2.5)
                .with("flag", 0, 1);
        ReadPredictions texts = of("y").build().outputs(rows, new float[][] {{0.2f}, {0.9f}});

        assertThat(texts.classes()).containsExactly("benign", "malignant");
        assertThat(texts.notes()).singleElement().asString().contains("'malignant' is taken as the positive class");
        assertThat(of("n").task(Task.REGRESSION)
                        .build()
                        .outputs(rows, new float[][] {{1f}, {2f}})
                        .task())
                .isEqualTo(Task.REGRESSION);
        assertThatThrownBy(() -> of("flag").build().outputs(rows, new float[][] {{-1f}, {2f}}))
                .hasMessageContaining("say whether the task is binary or regression");
        assertThatThrownBy(() -> of("y").build().outputs(rows, new float[][] {{-1f}, {2f}}))
                .hasMessageContaining("does not predict this label");
        assertThatThrownBy(() -> of("y").build().outputs(rows, new float[][] {{0.1f}, {Float.NaN}}))
                .hasMessageContaining("for row 1 is NaN");
    }

    @Test
    void outputs_ofSeveralNumbers_areTheClassesInTheirOrder() {
        TestRows rows = TestRows.none().with("digit", 2, 0).with("y", "b", "a");
        float[][] three = {{0.1f, 0.2f, 0.7f}, {0.6f, 0.3f, 0.1f}};

        ReadPredictions digits = of("digit").build().outputs(rows, three);
        assertThat(digits.classes()).containsExactly("0", "1", "2");
        assertThat(((MulticlassPredictions) digits.predictions()).labels()).containsExactly(2, 0);
        assertThatThrownBy(() -> of("y").build().outputs(rows, three))
                .hasMessageContaining("tells 3 classes apart")
                .hasMessageContaining("name all classes");
        assertThat(of("y").classes(List.of("a", "b", "c"))
                        .build()
                        .outputs(rows, three)
                        .classes())
                .containsExactly("a", "b", "c");
        ReadPredictions two = of("y").build().outputs(rows, new float[][] {{0.1f, 0.9f}, {0.6f, 0.4f}});
        assertThat(two.task()).isEqualTo(Task.BINARY);
        assertThat(((BinaryPredictions) two.predictions()).labels()).containsExactly(1, 0);
    }

    @Test
    void rowsThatCannotBeUsed_areRefused_withRowAndColumn() {
        TestRows rows = TestRows.none()
                .with("y", 0, 1, 1)
                .with("s", 0.1, Double.NaN, 0.3)
                .with("i", 0.1, 0.2, Double.POSITIVE_INFINITY)
                .with("holes", null, 1, 0)
                .with("ok", 0.1, 0.2, 0.3)
                .with("text", "a", "b", "c")
                .with("id", 1, 2, 1)
                .with("w", 1, -1, 1)
                .with("zero", 0, 0, 0);

        assertThatThrownBy(() -> of("y").build().scores(rows, "s")).hasMessageContaining("row 1 of column 's' is NaN");
        assertThatThrownBy(() -> of("y").build().scores(rows, "i"))
                .hasMessageContaining("row 2 of column 'i' is Infinity");
        assertThatThrownBy(() -> of("holes").build().scores(rows, "ok"))
                .hasMessageContaining("The label in row 0 of column 'holes' is missing");
        assertThatThrownBy(() -> of("y").build().scores(rows, "text")).hasMessageContaining("numbers are needed");
        assertThatThrownBy(() -> of("y").build().scores(rows, "score"))
                .hasMessageContaining("no column 'score'")
                .hasMessageContaining("y, s, i, holes, ok");
        assertThatThrownBy(() -> of("y").key("id").build().scores(rows, "ok"))
                .hasMessageContaining("1 value comes more than once (1)");
        assertThatThrownBy(() -> of("y").weight("w").build().scores(rows, "ok"))
                .hasMessageContaining("The weight in row 1 of column 'w' is -1.0");
        assertThatThrownBy(() -> of("y").weight("zero").build().scores(rows, "ok"))
                .hasMessageContaining("All weights");
        assertThatThrownBy(() -> of("text").build().scores(rows, "ok")).hasMessageContaining("has 3 values");
        assertThatThrownBy(
                        () -> of("y").build().scores(TestRows.none().with("y").with("s"), "s"))
                .hasMessageContaining("There are no rows");
        assertThatThrownBy(() -> of("y").task(Task.REGRESSION).build().scores(rows, "ok"))
                .hasMessageContaining("the task can be binary, but is said to be regression");
    }
}
