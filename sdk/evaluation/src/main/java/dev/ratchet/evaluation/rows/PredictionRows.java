/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.rows;

import dev.ratchet.RatchetException;
import dev.ratchet.evaluation.Task;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes predictions of rows with named columns: which column is the label, and what else is known of the rows. Immutable
 * and safe to share; the same settings read the rows of several models.
 *
 * <pre>{@code
 * ReadPredictions read = PredictionRows.builder("diagnosis").positive("malignant").key("id").build().scores(rows, "score");
 * Evaluation evaluation = Evaluator.create().evaluate(read.predictions());
 * }</pre>
 *
 * <p>The task is found where it is obvious: two values of the label are two classes, numbers with a point are numbers.
 * Whole numbers are classes up to 20 values, and a note says so. Of two classes 1 of 0 and 1, 1 of -1 and 1 and true are
 * positive; of others it must be said which. Missing and infinite values, weights below 0, keys that come twice and labels
 * that are no class are refused with row and column; rows are counted from 0.
 */
public final class PredictionRows {

    private final Settings settings;

    /**
     * What was said of the columns.
     *
     * @param columns by which results can be sliced
     */
    record Settings(
            String label,
            @Nullable Task task,
            @Nullable String positive,
            List<String> classes,
            @Nullable Double threshold,
            @Nullable String key,
            @Nullable String weight,
            List<String> columns) {}

    private PredictionRows(Settings settings) {
        this.settings = settings;
    }

    /** Begins with the column that holds what is true. */
    public static Builder builder(String label) {
        return new Builder(label);
    }

    /**
     * Two classes of which the positive one is the more likely, the higher the score. Scores that all lie in 0 to 1 are
     * taken as probabilities.
     *
     * @throws RatchetException if a column is missing or a value cannot be used
     */
    public ReadPredictions scores(ModelInput rows, String column) {
        return new RowReader(settings, rows).scores(column);
    }

    /**
     * A probability for each class. A column is called as its class, or as its class with a text that all columns have
     * before it ({@code p_0, p_1}) or behind it; else the classes must be given in the order of the columns. Two columns
     * are two classes, one column is the probability of the positive class.
     *
     * @throws RatchetException if a column is missing, a value cannot be used, or columns do not tell their classes
     */
    public ReadPredictions probabilities(ModelInput rows, List<String> ofClasses) {
        if (ofClasses.isEmpty()) {
            throw new IllegalArgumentException("No column of probabilities is named: give one for each class.");
        }
        return new RowReader(settings, rows).probabilities(List.copyOf(ofClasses));
    }

    /**
     * The predicted class or number of each row.
     *
     * @throws RatchetException if a column is missing, a value cannot be used, or the task cannot be known
     */
    public ReadPredictions predicted(ModelInput rows, String column) {
        return new RowReader(settings, rows).predicted(column);
    }

    /**
     * What {@link dev.ratchet.model.Model#predict} gave for the rows. Texts of the label are classes in alphabetical order,
     * as training numbers them; where not all classes have rows they must be given.
     *
     * @throws RatchetException if the model cannot have predicted this label, or a value cannot be used
     */
    public ReadPredictions outputs(ModelInput rows, float[][] outputs) {
        return new RowReader(settings, rows).outputs(outputs);
    }

    /** Settings of how rows are read. Not thread-safe. */
    public static final class Builder {

        private final String label;
        private @Nullable Task task;
        private @Nullable String positive;
        private List<String> classes = List.of();
        private @Nullable Double threshold;
        private @Nullable String key;
        private @Nullable String weight;
        private final Set<String> columns = new LinkedHashSet<>();

        private Builder(String label) {
            this.label = label;
        }

        /**
         * What is predicted; by default what the values show.
         *
         * @throws IllegalArgumentException if it is ranking, which columns of rows do not give
         */
        public Builder task(Task value) {
            if (value == Task.RANKING) {
                throw new IllegalArgumentException(
                        "The task ranking needs queries, which are not read here: binary, multiclass and regression are.");
            }
            this.task = value;
            return this;
        }

        /** The value of the label that is the positive one of two classes. */
        public Builder positive(String value) {
            this.positive = value;
            return this;
        }

        /** All classes, in the order of the columns of probabilities or of the model's outputs. */
        public Builder classes(List<String> names) {
            this.classes = List.copyOf(names);
            return this;
        }

        /** From which score on a row is predicted positive; 0.5 by default, for scores that are no probabilities 0. */
        public Builder threshold(double from) {
            this.threshold = from;
            return this;
        }

        /** The column that tells rows apart; none by default. */
        public Builder key(String column) {
            this.key = column;
            return this;
        }

        /** The column that says how much rows count; all alike by default. */
        public Builder weight(String column) {
            this.weight = column;
            return this;
        }

        /** A column by which results can be sliced; missing values are a slice of their own. */
        public Builder column(String name) {
            columns.add(name);
            return this;
        }

        /** The settings. */
        public PredictionRows build() {
            return new PredictionRows(
                    new Settings(label, task, positive, classes, threshold, key, weight, List.copyOf(columns)));
        }
    }
}
