/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.model;

import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.io.Version;
import dev.ratchet.internal.json.Json;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes a model package: the files of the model, then {@code MLmodel} and the environment files that Python needs. Used
 * by one thread.
 */
public final class ModelPackageWriter {

    /** The version of Python that packages name; every package that it names is resolved for it. */
    private static final String PYTHON = "3.11.7";

    private static final int MAX_EXAMPLE_ROWS = 5;

    private final Path directory;
    private final Map<String, Map<String, @Nullable Object>> flavors = new TreeMap<>();
    private final List<String> requirements = new ArrayList<>();
    private final Map<String, List<String>> dictionaries = new LinkedHashMap<>();
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private @Nullable ModelSignature signature;
    private @Nullable ModelInput example;
    private String scorer = "";

    /** Writes to a directory that is there and empty. */
    public ModelPackageWriter(Path directory) {
        this.directory = directory;
    }

    /** Where the model's files go. */
    public Path directory() {
        return directory;
    }

    /**
     * Adds a flavor. The first flavor other than {@code python_function} is the one that Java scores with.
     *
     * @param fields what MLmodel says of it; null values become YAML nulls
     */
    public ModelPackageWriter flavor(String name, Map<String, ? extends @Nullable Object> fields) {
        flavors.put(name, new LinkedHashMap<>(fields));
        if (scorer.isEmpty() && !name.equals("python_function")) {
            scorer = name;
        }
        return this;
    }

    /** Sets what the model takes and gives. */
    public ModelPackageWriter signature(ModelSignature value) {
        this.signature = value;
        return this;
    }

    /** Adds the first rows, at most five, as input example. */
    public ModelPackageWriter inputExample(ModelInput rows) {
        this.example = rows;
        return this;
    }

    /** Names what Python needs to load the model, one {@code name==version} each. */
    public ModelPackageWriter requirements(List<String> pins) {
        requirements.addAll(pins);
        return this;
    }

    /** Gives the categories of a categorical column, in order of their codes. */
    public ModelPackageWriter dictionary(String column, List<String> categories) {
        dictionaries.put(column, List.copyOf(categories));
        return this;
    }

    /** Adds to the free part of MLmodel. */
    public ModelPackageWriter metadata(String key, Object value) {
        metadata.put(key, value);
        return this;
    }

    /**
     * Writes {@code MLmodel} and the environment files.
     *
     * @throws IOException when a file cannot be written
     */
    public ModelPackage finish() throws IOException {
        Map<String, @Nullable Object> mlmodel = new TreeMap<>();
        writePythonEnvironment();
        ModelInput rows = example;
        if (rows != null) {
            mlmodel.put("saved_input_example_info", writeExample(rows));
        }
        mlmodel.put("flavors", allFlavors());
        mlmodel.put("is_signature_from_type_hint", false);
        mlmodel.put("type_hint_from_example", false);
        mlmodel.put("prompts", null);
        if (!metadata.isEmpty()) {
            mlmodel.put("metadata", metadata);
        }
        ModelSignature known = signature;
        if (known != null) {
            mlmodel.put("signature", known.toMlmodel());
        }
        mlmodel.put("model_size_bytes", sizeOfFiles());
        return ModelPackage.seal(directory, mlmodel);
    }

    private Map<String, Map<String, @Nullable Object>> allFlavors() {
        Map<String, Map<String, @Nullable Object>> all = new TreeMap<>(flavors);
        Map<String, @Nullable Object> python = all.get("python_function");
        if (python != null) {
            python.put("env", new TreeMap<>(Map.of("conda", "conda.yaml", "virtualenv", "python_env.yaml")));
            python.put("python_version", PYTHON);
        }
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        own.put("format", 1);
        own.put("ratchet_version", Version.CURRENT);
        own.put("scorer", scorer);
        own.put("pipeline", null);
        if (!dictionaries.isEmpty()) {
            own.put("dictionaries", dictionaries);
        }
        ModelSignature known = signature;
        if (known != null && known.inputs() instanceof ModelSchema.Columns columns) {
            own.put("raw_columns", Json.write(columns.toJsonValue()));
        }
        all.put(ModelPackage.OWN_FLAVOR, own);
        return all;
    }

    private void writePythonEnvironment() throws IOException {
        write("requirements.txt", String.join("\n", requirements) + "\n");
        write(
                "python_env.yaml",
                "python: " + PYTHON
                        + "\nbuild_dependencies:\n- pip\n- setuptools\n- wheel\ndependencies:\n- -r requirements.txt\n");
        StringBuilder conda =
                new StringBuilder("channels:\n- conda-forge\ndependencies:\n- python=" + PYTHON + "\n- pip\n- pip:\n");
        requirements.forEach(pin -> conda.append("  - ").append(pin).append('\n'));
        write("conda.yaml", conda.append("name: mlflow-env\n").toString());
    }

    private Map<String, Object> writeExample(ModelInput rows) throws IOException {
        List<String> names = rows.columns().stream().map(Column::name).toList();
        List<List<@Nullable Object>> data = new ArrayList<>();
        for (int row = 0; row < Math.min(MAX_EXAMPLE_ROWS, rows.rowCount()); row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int column = 0; column < names.size(); column++) {
                values.add(exampleValue(rows, row, column));
            }
            data.add(values);
        }
        Map<String, Object> split = new LinkedHashMap<>();
        split.put("columns", names);
        split.put("data", data);
        write("input_example.json", Json.write(split));
        Map<String, Object> serving = new LinkedHashMap<>();
        serving.put("dataframe_split", split);
        write("serving_input_example.json", Json.write(serving));
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("artifact_path", "input_example.json");
        info.put("pandas_orient", "split");
        info.put("serving_input_path", "serving_input_example.json");
        info.put("type", "dataframe");
        return info;
    }

    private static @Nullable Object exampleValue(ModelInput rows, int row, int column) {
        if (!rows.columns().get(column).type().isNumeric()) {
            return rows.text(row, column);
        }
        double value = rows.number(row, column);
        return Double.isFinite(value) ? (Object) value : null;
    }

    private long sizeOfFiles() throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }

    private void write(String name, String text) throws IOException {
        FileOps.writeWhole(directory.resolve(name), text);
    }
}
