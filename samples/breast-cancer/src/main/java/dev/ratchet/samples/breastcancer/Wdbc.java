/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.breastcancer;

import dev.ratchet.dataset.DatasetSource;
import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.model.FloatRows;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * The data, split into rows for training and rows for validation with the same share of malignant cases in both.
 *
 * @param train the rows to train on
 * @param valid the rows to judge by
 */
record Wdbc(FloatDataset train, FloatDataset valid) {

    private static final String FILE = "/wdbc.csv";

    private record Case(float label, float[] measurements) {}

    /** Reads the data and splits it: the same seed gives the same split. */
    static Wdbc split(double trainShare, long seed) throws IOException {
        List<String> lines = lines();
        List<String> columns = List.of(lines.get(0).split(",", -1));
        List<Case> train = new ArrayList<>();
        List<Case> valid = new ArrayList<>();
        for (String diagnosis : List.of("benign", "malignant")) {
            List<Case> cases = new ArrayList<>(lines.stream()
                    .filter(line -> line.startsWith(diagnosis + ","))
                    .map(Wdbc::parse)
                    .toList());
            Collections.shuffle(cases, new Random(seed));
            int cut = (int) Math.round(cases.size() * trainShare);
            train.addAll(cases.subList(0, cut));
            valid.addAll(cases.subList(cut, cases.size()));
        }
        List<String> names = columns.subList(1, columns.size());
        return new Wdbc(dataset("wdbc-train", names, train), dataset("wdbc-valid", names, valid));
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = Objects.requireNonNull(Wdbc.class.getResourceAsStream(FILE), FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static Case parse(String line) {
        String[] cells = line.split(",", -1);
        float[] measurements = new float[cells.length - 1];
        for (int i = 0; i < measurements.length; i++) {
            measurements[i] = Float.parseFloat(cells[i + 1]);
        }
        return new Case(cells[0].equals("malignant") ? 1 : 0, measurements);
    }

    private static FloatDataset dataset(String name, List<String> columns, List<Case> cases) {
        float[] labels = new float[cases.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = cases.get(i).label();
        }
        float[][] rows = cases.stream().map(Case::measurements).toArray(float[][]::new);
        return FloatDataset.builder(name, FloatRows.of(columns, rows))
                .labels(labels)
                .source(DatasetSource.uri(URI.create("https://doi.org/10.24432/C5DW2B")))
                .build();
    }
}
