/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.judge;

import dev.ratchet.RatchetException;
import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RankingPredictions;
import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.promotion.internal.json.CanonicalJson;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoublePredicate;

/**
 * The numbers of predictions whatever their kind: what is true and what a model says of each row.
 *
 * @param truth the label or target of each row
 * @param columns what a model says: each column has a number for each row
 * @param classes the predicted classes; empty where there are none
 * @param rows what is known beside
 */
public record Outputs(double[] truth, List<double[]> columns, int[] classes, RowInfo rows) {

    private static final int BUFFER = 1 << 16;

    /** Takes predictions apart. */
    public static Outputs of(Predictions predictions) {
        RowInfo rows = predictions.rows();
        if (predictions instanceof BinaryPredictions binary) {
            int[] classes = binary.predicted();
            return new Outputs(doubles(binary.labels()), scores(binary, classes), classes, rows);
        }
        if (predictions instanceof MulticlassPredictions several) {
            int[] classes = several.predicted();
            return new Outputs(doubles(several.labels()), probabilities(several, classes), classes, rows);
        }
        if (predictions instanceof RegressionPredictions numbers) {
            return new Outputs(numbers.targets(), List.of(numbers.predicted()), new int[0], rows);
        }
        RankingPredictions ranking = (RankingPredictions) predictions;
        return new Outputs(ranking.relevance(), List.of(ranking.scores()), new int[0], rows);
    }

    private static List<double[]> scores(BinaryPredictions binary, int[] classes) {
        try {
            return List.of(binary.scores(), doubles(classes));
        } catch (UndefinedMetricException onlyLabels) {
            return List.of(doubles(classes));
        }
    }

    private static List<double[]> probabilities(MulticlassPredictions several, int[] classes) {
        double[][] byRow;
        try {
            byRow = several.probabilities();
        } catch (UndefinedMetricException onlyLabels) {
            return List.of(doubles(classes));
        }
        double[][] columns = new double[byRow.length == 0 ? 0 : byRow[0].length][byRow.length];
        for (int row = 0; row < byRow.length; row++) {
            for (int k = 0; k < columns.length; k++) {
                columns[k][row] = k < byRow[row].length ? byRow[row][k] : Double.NaN;
            }
        }
        return List.of(columns);
    }

    private static double[] doubles(int[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }

    /** Refuses an infinite score, which no model gives that works. */
    public void requireNoInfinity(String whose) {
        found(Double::isInfinite, whose).ifPresent(message -> {
            throw new RatchetException(message + ": finite numbers are allowed. Score the row again, or leave it out"
                    + " for both models.");
        });
    }

    /** The first row with a NaN, in words. */
    public Optional<String> missing(String whose) {
        for (int row = 0; row < truth.length; row++) {
            if (Double.isNaN(truth[row])) {
                return Optional.of("The label of " + name(row) + " is missing");
            }
        }
        return found(Double::isNaN, whose);
    }

    private Optional<String> found(DoublePredicate wrong, String whose) {
        for (double[] column : columns) {
            for (int row = 0; row < column.length; row++) {
                if (wrong.test(column[row])) {
                    return Optional.of("The " + whose + "'s score of " + name(row) + " is " + column[row]);
                }
            }
        }
        return Optional.empty();
    }

    /** Refuses labels that differ between the models. */
    public void requireSameTruth(Outputs other) {
        for (int row = 0; row < truth.length; row++) {
            if (Double.compare(truth[row] + 0.0, other.truth[row] + 0.0) != 0) {
                throw new RatchetException("The label of " + name(row) + " is " + truth[row] + " for the champion and "
                        + other.truth[row] + " for the candidate: both must be judged by the same labels.");
            }
        }
    }

    private String name(int row) {
        return "row " + row
                + rows.keys().map(keys -> " (key '" + keys.get(row) + "')").orElse("");
    }

    /** On how many rows two models say different things, by numbers or by classes; known before any label is. */
    public int disagreements(Outputs other, By by) {
        int count = 0;
        for (int row = 0; row < truth.length; row++) {
            count += by == By.CLASSES ? (classes[row] != other.classes[row] ? 1 : 0) : differs(other, row) ? 1 : 0;
        }
        return count;
    }

    /** What two models are compared by. */
    public enum By {
        /** Scores. */
        NUMBERS,
        /** Predicted classes. */
        CLASSES
    }

    private boolean differs(Outputs other, int row) {
        for (int column = 0; column < columns.size(); column++) {
            if (columns.get(column)[row] != other.columns.get(column)[row]) {
                return true;
            }
        }
        return false;
    }

    /**
     * SHA-256 over the numbers of truth, of each column and of weights as big-endian doubles, then keys and the values of
     * columns by name, each text with its length in bytes before it.
     */
    public String digest() {
        Sink sink = new Sink();
        sink.doubles(truth);
        columns.forEach(sink::doubles);
        sink.doubles(rows.weights().orElse(new double[0]));
        sink.texts(rows.keys().orElse(List.of()));
        new TreeMap<>(rows.columns()).forEach((name, values) -> {
            sink.texts(List.of(name));
            sink.texts(values);
        });
        return sink.hex();
    }

    /** Feeds a digest in large pieces. */
    private static final class Sink {

        private final MessageDigest digest = CanonicalJson.sha256();
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

        void doubles(double[] values) {
            number(values.length);
            for (double value : values) {
                number(Double.doubleToLongBits(value + 0.0));
            }
        }

        void texts(List<String> texts) {
            number(texts.size());
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                number(bytes.length);
                room(bytes.length);
                if (bytes.length <= buffer.remaining()) {
                    buffer.put(bytes);
                } else {
                    digest.update(bytes);
                }
            }
        }

        private void number(long value) {
            room(Long.BYTES);
            buffer.putLong(value);
        }

        private void room(int bytes) {
            if (buffer.remaining() < bytes) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }

        String hex() {
            digest.update(buffer.flip());
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
