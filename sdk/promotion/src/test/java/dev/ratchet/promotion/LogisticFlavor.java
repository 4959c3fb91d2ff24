/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.RatchetException;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.LoggableModel;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelFlavor;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.model.ModelSignature;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Models of two columns: the probability of 1 is that of {@code signal * x + noise * z}. */
public final class LogisticFlavor implements ModelFlavor {

    private static final String FILE = "weights.txt";

    /** How often any model was asked. */
    static final AtomicInteger CALLS = new AtomicInteger();

    private record LogisticModel(ModelPackage source, double signal, double noise) implements Model {

        @Override
        public float[][] predict(ModelInput given) {
            CALLS.incrementAndGet();
            ModelInput input = source.enforced(given);
            float[][] rows = new float[input.rowCount()][1];
            for (int row = 0; row < rows.length; row++) {
                double logit =
                        signal * input.number(row, input.indexOf("x")) + noise * input.number(row, input.indexOf("z"));
                rows[row][0] = (float) (1 / (1 + Math.exp(-logit)));
            }
            return rows;
        }

        @Override
        public void close() {}
    }

    /** A model with these weights; 2 and 0 are the truth. */
    static LoggableModel model(double signal, double noise) {
        return writer -> {
            Files.writeString(writer.directory().resolve(FILE), signal + " " + noise);
            writer.flavor("logistic", Map.of("data", FILE));
            writer.signature(ModelSignature.ofColumns(
                    List.of(new Column("x", ColumnType.DOUBLE, true), new Column("z", ColumnType.DOUBLE, true)),
                    -1,
                    1));
        };
    }

    @Override
    public String name() {
        return "logistic";
    }

    @Override
    public Model load(ModelPackage modelPackage) {
        try {
            String[] weights = Files.readString(modelPackage.file(FILE)).split(" ", -1);
            return new LogisticModel(modelPackage, Double.parseDouble(weights[0]), Double.parseDouble(weights[1]));
        } catch (IOException e) {
            throw new RatchetException("The weights cannot be read: " + e.getMessage(), e);
        }
    }
}
