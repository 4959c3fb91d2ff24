/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.rows;

import dev.ratchet.RatchetException;
import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.evaluation.Task;
import dev.ratchet.evaluation.rows.ClassNames.Otherwise;
import dev.ratchet.model.ModelInput;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Reads the rows of one model. Used once, by one thread. */
final class RowReader {

    private static final double HALF = 0.5;
    private static final int NAMED = 10;

    private final PredictionRows.Settings settings;
    private final Cells cells;
    private final Cells.Values labels;
    private final List<String> notes = new ArrayList<>();

    RowReader(PredictionRows.Settings settings, ModelInput rows) {
        this.settings = settings;
        this.cells = new Cells(rows);
        this.labels = cells.values(settings.label(), "label");
    }

    ReadPredictions scores(String column) {
        requireTask("a score for each row", Task.BINARY);
        return scored(cells.numbers(column, "score"), labels.distinct(), Otherwise.REFUSE);
    }

    ReadPredictions probabilities(List<String> columns) {
        requireTask("probabilities", Task.BINARY, Task.MULTICLASS);
        double[][] read = new double[cells.rowCount()][columns.size()];
        for (int k = 0; k < columns.size(); k++) {
            double[] column = cells.numbers(columns.get(k), "probability");
            int position = k;
            IntStream.range(0, column.length).forEach(row -> read[row][position] = column[row]);
        }
        if (columns.size() == 1) {
            requireTask("one column of probabilities", Task.BINARY);
            double[] single = Shares.column(read, 0);
            if (!TaskRule.inUnit(single)) {
                throw new RatchetException("The column '" + columns.get(0)
                        + "' holds values outside of 0 to 1, which are no probabilities: give it as a score.");
            }
            return scored(single, labels.distinct(), Otherwise.REFUSE);
        }
        double[][] shares = Shares.checked(read, columns, notes);
        List<String> names = settings.classes().isEmpty()
                ? ClassNames.ofColumns(settings.label(), labels.distinct(), columns)
                : settings.classes();
        return classified(shares, names, "columns of probabilities", Otherwise.REFUSE);
    }

    ReadPredictions predicted(String column) {
        Cells.Values predicted = cells.values(column, "prediction");
        Task task = settings.task() != null ? settings.task() : TaskRule.ofPredicted(labels, predicted, notes);
        if (settings.threshold() != null) {
            throw new RatchetException("A threshold goes with scores and probabilities, and '" + column
                    + "' holds what is predicted already.");
        }
        if (task == Task.REGRESSION) {
            return numbers(cells.numbers(column, "prediction"));
        }
        Set<String> all = labels.distinct();
        all.addAll(predicted.distinct());
        if (task == Task.BINARY) {
            List<String> pair = ClassNames.pair(settings.label(), all, settings.positive(), Otherwise.REFUSE, notes);
            return read(
                    BinaryPredictions.ofLabels(
                            ClassNames.numbers(labels, pair, "label"),
                            ClassNames.numbers(predicted, pair, "prediction")),
                    pair);
        }
        List<String> names = settings.classes().isEmpty() ? List.copyOf(all) : settings.classes();
        return read(
                MulticlassPredictions.ofLabels(
                        names,
                        ClassNames.numbers(labels, names, "label"),
                        ClassNames.numbers(predicted, names, "prediction")),
                names);
    }

    ReadPredictions outputs(float[][] outputs) {
        if (outputs.length != cells.rowCount()) {
            throw new IllegalArgumentException("There are " + cells.rowCount() + " rows and " + outputs.length
                    + " outputs: score these rows with the model.");
        }
        double[][] values = doubles(outputs);
        int width = outputs[0].length;
        if (width == 1) {
            return ofSingle(Shares.column(values, 0));
        }
        requireTask(width + " outputs of the model for each row", Task.BINARY, Task.MULTICLASS);
        List<String> outputNames =
                IntStream.range(0, width).mapToObj(k -> "output " + k).toList();
        double[][] shares = Shares.checked(values, outputNames, notes);
        List<String> names = settings.classes().isEmpty() ? ofOutputs(width) : settings.classes();
        return classified(shares, names, "outputs of the model", Otherwise.LAST);
    }

    private ReadPredictions ofSingle(double[] output) {
        Task task = settings.task() != null ? settings.task() : TaskRule.ofOutput(labels, output, notes);
        if (task == Task.BINARY) {
            return scored(output, labels.distinct(), Otherwise.LAST);
        }
        if (task == Task.REGRESSION) {
            return numbers(output);
        }
        List<String> texts = IntStream.range(0, output.length)
                .mapToObj(row -> Cells.canonical(output[row], String.valueOf(output[row])))
                .toList();
        Set<String> all = labels.distinct();
        all.addAll(texts);
        List<String> names = List.copyOf(all);
        int[] predicted = texts.stream().mapToInt(names::indexOf).toArray();
        return read(
                MulticlassPredictions.ofLabels(names, ClassNames.numbers(labels, names, "label"), predicted), names);
    }

    private List<String> ofOutputs(int width) {
        Set<String> values = labels.distinct();
        if (labels.numeric()) {
            return IntStream.range(0, width).mapToObj(String::valueOf).toList();
        }
        if (values.size() == width) {
            notes.add("The outputs of the model are taken as the classes " + String.join(", ", values)
                    + ", in this order: training numbers texts in alphabetical order.");
            return List.copyOf(values);
        }
        throw new RatchetException("The model tells " + width + " classes apart, and the label '" + settings.label()
                + "' has " + values.size() + " values (" + Cells.named(List.copyOf(values), NAMED)
                + "): name all classes in the order of the model's outputs.");
    }

    private ReadPredictions classified(double[][] shares, List<String> names, String what, Otherwise otherwise) {
        if (names.size() != shares[0].length) {
            throw new RatchetException("There are " + shares[0].length + " " + what + " and " + names.size()
                    + " classes are named (" + Cells.named(names, NAMED) + "): name one for each.");
        }
        int[] truths = ClassNames.numbers(labels, names, "label");
        if (settings.task() == Task.MULTICLASS || names.size() > 2) {
            return read(MulticlassPredictions.ofProbabilities(names, truths, shares), names);
        }
        List<String> pair =
                ClassNames.pair(settings.label(), new TreeSet<>(names), settings.positive(), otherwise, notes);
        return scored(Shares.column(shares, names.indexOf(pair.get(1))), pair);
    }

    private ReadPredictions scored(double[] scores, Set<String> classes, Otherwise otherwise) {
        return scored(scores, ClassNames.pair(settings.label(), classes, settings.positive(), otherwise, notes));
    }

    private ReadPredictions scored(double[] scores, List<String> pair) {
        int[] truths = ClassNames.numbers(labels, pair, "label");
        Double said = settings.threshold();
        if (TaskRule.inUnit(scores)) {
            return read(BinaryPredictions.ofProbabilities(truths, scores, said == null ? HALF : said), pair);
        }
        double from = said == null ? 0 : said;
        notes.add("The scores are no probabilities, because some lie outside of 0 to 1: losses of probabilities have no"
                + " value, and rows count as '" + pair.get(1) + "' from a score of " + from + " on"
                + (said == null ? ", as no threshold was said." : "."));
        return read(BinaryPredictions.ofScores(truths, scores, from), pair);
    }

    private ReadPredictions numbers(double[] predicted) {
        return read(RegressionPredictions.of(cells.numbers(settings.label(), "label"), predicted), List.of());
    }

    /** Adds what is known of the rows. */
    private ReadPredictions read(Predictions predictions, List<String> classes) {
        Task task = Task.of(predictions);
        if (task != Task.BINARY && (settings.positive() != null || settings.threshold() != null)) {
            throw new RatchetException("A positive class and a threshold are of two classes, and the task is "
                    + task.text() + ": leave them out, or say task binary.");
        }
        RowInfo info = RowInfo.none();
        if (settings.key() != null) {
            info = info.withKeys(cells.keys(settings.key()));
        }
        if (settings.weight() != null) {
            info = info.withWeights(cells.weights(settings.weight()));
        }
        for (String column : settings.columns()) {
            info = info.withColumn(column, cells.groups(column));
        }
        Predictions named = predictions instanceof BinaryPredictions binary
                ? binary.withClasses(classes.get(0), classes.get(1))
                : predictions;
        return new ReadPredictions(named.with(info), task, classes, notes);
    }

    private void requireTask(String given, Task... possible) {
        Task said = settings.task();
        if (said != null && !List.of(possible).contains(said)) {
            throw new RatchetException("With " + given + " the task can be "
                    + String.join(
                            " or ", List.of(possible).stream().map(Task::text).toList()) + ", but is said to be "
                    + said.text() + ".");
        }
    }

    private static double[][] doubles(float[][] outputs) {
        double[][] values = new double[outputs.length][];
        for (int row = 0; row < outputs.length; row++) {
            double[] one = new double[outputs[row].length];
            for (int k = 0; k < one.length; k++) {
                one[k] = outputs[row][k];
                if (!Double.isFinite(one[k])) {
                    throw new RatchetException(
                            "What the model gives for row " + row + " is " + one[k] + ", which cannot be judged.");
                }
            }
            values[row] = one;
        }
        return values;
    }
}
