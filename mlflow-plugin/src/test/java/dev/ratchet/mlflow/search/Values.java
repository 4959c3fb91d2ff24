/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.search;

import java.util.List;
import java.util.Random;

/** Keys and values that runs have and that filters name, so that both meet often. */
final class Values {

    static final List<String> METRICS =
            List.of("auc", "loss", "train-logloss", "valid.auc", "größe", "a b", "1a", "日本", "x/y", "in", "_x");
    static final List<String> PARAMS =
            List.of("depth", "eta", "from", "a-b", "order", "größe", "Case", "case", "x.as", "k:v", "Depth");
    static final List<String> TAGS = List.of("team", "x.y", "a b", "values", "日本", "Team", "t/u", "1_a");
    static final List<String> DATASETS = List.of("churn", "Churn", "d-1", "größe", "it's", "a_b");
    static final List<String> DIGESTS = List.of("0a1b", "0A1B", "ff");
    static final List<String> CONTEXTS = List.of("train", "eval", "Train");

    static final List<Double> NUMBERS = List.of(
            0.0,
            -0.0,
            0.5,
            0.5,
            1.0,
            -1.0,
            0.25,
            1e-3,
            1e10,
            0.1 + 0.2,
            Double.MIN_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -Double.MAX_VALUE);

    static final List<String> LITERALS = List.of(
            "0",
            "-0",
            "0.5",
            ".5",
            "5E-1",
            "1",
            "1.",
            "-1",
            "-.5",
            "0.25",
            "1e-3",
            "1E10",
            "0.3",
            "0.30000000000000004",
            "1e400",
            "-1e400",
            "1.7976931348623157e308",
            "-1.7976931348623157E308",
            "5e-324",
            "00.5",
            "1e5");

    static final List<String> TEXTS = List.of(
            "4",
            "10",
            "4.0",
            "abc",
            "ABC",
            "aBc",
            "a_c",
            "a%c",
            "axc",
            "it's",
            "say \"hi\"",
            "back\\slash",
            "end\\",
            "größe",
            "GRÖSSE",
            "GRößE",
            "日本",
            "\ud83d\ude00",
            "a\ud83d\ude00c",
            "\uff01",
            " ",
            " abc",
            "abc ",
            "a''b",
            "line\nbreak",
            "AND",
            "NULL",
            "x AND y = 1");

    static final List<String> PATTERNS = List.of(
            "%", "_", "a%", "%c", "a_c", "A_C", "%b%", "a\\_c", "%\\%", "gr%e", "%_%_%", "%'%", "", "___", "日_");

    private Values() {}

    static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
