/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.breastcancer;

import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The data, split into rows for training and rows for validation with the same share of malignant cases in both.
 *
 * @param train the rows to train on
 * @param valid the rows to judge by
 */
record Wdbc(Table train, Table valid) implements AutoCloseable {

    /** The column that the model is to find; {@code benign} and {@code malignant}. */
    static final String DIAGNOSIS = "diagnosis";

    private static final String FILE = "/wdbc.csv";

    /** Reads the data and splits it: the same seed gives the same split. */
    static Wdbc split(double trainShare, long seed) {
        try (Table all = Tables.csv(file())) {
            List<Integer> train = new ArrayList<>();
            List<Integer> valid = new ArrayList<>();
            int column = all.indexOf(DIAGNOSIS);
            for (String diagnosis : List.of("benign", "malignant")) {
                List<Integer> cases = new ArrayList<>(IntStream.range(0, all.rowCount())
                        .filter(row -> diagnosis.equals(all.text(row, column)))
                        .boxed()
                        .toList());
                Collections.shuffle(cases, new Random(seed));
                int cut = (int) Math.round(cases.size() * trainShare);
                train.addAll(cases.subList(0, cut));
                valid.addAll(cases.subList(cut, cases.size()));
            }
            return new Wdbc(part(all, "wdbc-train", train), part(all, "wdbc-valid", valid));
        }
    }

    /** The file beside the classes. */
    static Path file() {
        try {
            return Path.of(
                    Objects.requireNonNull(Wdbc.class.getResource(FILE), FILE).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Table part(Table all, String name, List<Integer> rows) {
        try (Table part = all.rows(rows.stream().mapToInt(Integer::intValue).toArray())) {
            return part.withName(name);
        }
    }

    @Override
    public void close() {
        train.close();
        valid.close();
    }
}
