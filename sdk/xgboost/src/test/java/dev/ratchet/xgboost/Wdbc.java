/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.model.FloatRows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The breast cancer data: 569 rows, 30 features, malignant is 1. */
final class Wdbc {

    private final List<String> names;
    private final float[][] rows;
    private final float[] labels;

    private Wdbc(List<String> names, float[][] rows, float[] labels) {
        this.names = names;
        this.rows = rows;
        this.labels = labels;
    }

    static Wdbc all() {
        try (InputStream in = Objects.requireNonNull(Wdbc.class.getResourceAsStream("/wdbc.csv"))) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> header = Arrays.asList(lines.get(0).split(",", -1));
            float[][] rows = new float[lines.size() - 1][header.size() - 1];
            float[] labels = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                String[] cells = lines.get(i + 1).split(",", -1);
                labels[i] = cells[0].equals("malignant") ? 1 : 0;
                for (int j = 0; j < rows[i].length; j++) {
                    rows[i][j] = Float.parseFloat(cells[j + 1]);
                }
            }
            return new Wdbc(header.subList(1, header.size()), rows, labels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> names() {
        return names;
    }

    float[] labels() {
        return labels;
    }

    float[][] rows() {
        return rows;
    }

    /** Rows from, to (exclusive), under a name. */
    FloatDataset part(String name, int from, int to) {
        return FloatDataset.builder(name, FloatRows.of(names, Arrays.copyOfRange(rows, from, to)))
                .labels(Arrays.copyOfRange(labels, from, to))
                .build();
    }

    TrackedMatrix train() {
        return TrackedMatrix.of(part("wdbc-train", 0, 426));
    }

    TrackedMatrix valid() {
        return TrackedMatrix.of(part("wdbc-valid", 426, 569));
    }
}
