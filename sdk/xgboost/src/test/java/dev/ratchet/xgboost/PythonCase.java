/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackage;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A package that Python made with python/make_models.py, and what Python predicts with it. */
record PythonCase(String name, Path directory, JsonNode expected) {

    /** The cases below a directory, by name. */
    static List<PythonCase> below(Path directory) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            List<PythonCase> cases = new ArrayList<>();
            for (Path one : found.filter(Files::isDirectory).sorted().toList()) {
                JsonNode expected =
                        new ObjectMapper().readTree(one.resolve("expected.json").toFile());
                cases.add(new PythonCase(one.getFileName().toString(), one, expected));
            }
            return cases;
        }
    }

    /** Unpacks a resource of cases. */
    static List<PythonCase> unpacked(String resource, Path directory) throws IOException {
        try (InputStream in = Objects.requireNonNull(PythonCase.class.getResourceAsStream(resource), resource);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = directory.resolve(entry.getName()).normalize();
                if (!file.startsWith(directory)) {
                    throw new IOException("outside of " + directory + ": " + entry.getName());
                }
                if (!entry.isDirectory()) {
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                    Files.copy(zip, file);
                }
            }
        }
        return below(directory);
    }

    Model load() {
        return new XGBoostFlavor().load(ModelPackage.open(directory));
    }

    /** The rows that Python scored: doubles, and texts in the first column where its categories have names. */
    ModelInput rows() {
        List<String> categories = new ArrayList<>();
        expected.path("categories").forEach(category -> categories.add(category.asText()));
        return categories.isEmpty() ? numbers() : new Named(numbers(), categories);
    }

    private Rows numbers() {
        List<String> names = new ArrayList<>();
        expected.get("columns").forEach(column -> names.add(column.asText()));
        List<double[]> rows = new ArrayList<>();
        for (JsonNode row : expected.get("rows")) {
            double[] values = new double[names.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.get(i).isNull() ? Double.NaN : row.get(i).asDouble();
            }
            rows.add(values);
        }
        return Rows.ofDoubles(names, rows);
    }

    /** The bits of Python's predictions, row by row. */
    List<List<Integer>> bits() {
        List<List<Integer>> rows = new ArrayList<>();
        for (JsonNode row : expected.get("bits")) {
            List<Integer> bits = new ArrayList<>();
            row.forEach(value -> bits.add(value.asInt()));
            rows.add(bits);
        }
        return rows;
    }

    static List<List<Integer>> bits(float[][] scores) {
        List<List<Integer>> rows = new ArrayList<>();
        for (float[] row : scores) {
            List<Integer> bits = new ArrayList<>();
            for (float value : row) {
                bits.add(Float.floatToRawIntBits(value));
            }
            rows.add(bits);
        }
        return rows;
    }

    /** Rows whose first column has the names of the categories in place of their codes. */
    private record Named(Rows rows, List<String> categories) implements ModelInput {

        @Override
        public List<Column> columns() {
            List<Column> columns = new ArrayList<>(rows.columns());
            columns.set(0, Column.of(columns.get(0).name(), ColumnType.STRING));
            return columns;
        }

        @Override
        public int rowCount() {
            return rows.rowCount();
        }

        @Override
        public double number(int row, int column) {
            return rows.number(row, column);
        }

        @Override
        public @Nullable String text(int row, int column) {
            double code = number(row, column);
            return Double.isNaN(code) ? null : categories.get((int) code);
        }
    }
}
