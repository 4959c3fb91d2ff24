/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ratchet.RatchetException;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.testing.MlflowEnvironment;
import dev.ratchet.testing.MlflowGeneration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** What a signature takes is what Python's mlflow takes, asked live. */
class PythonSignatureTest {

    private static final double MISSING = Double.NaN;

    /** The values of enforce.py, by its names; texts and times have no numbers here. */
    private static final Map<String, double[]> VALUES = Map.of(
            "boolean", new double[] {1, 0},
            "integer", new double[] {1, 5},
            "long", new double[] {1, 5},
            "flags", new double[] {1, 0},
            "float", new double[] {1.5, MISSING},
            "double", new double[] {1.5, MISSING},
            "whole", new double[] {1, MISSING},
            "string", new double[] {MISSING, MISSING},
            "datetime", new double[] {MISSING, MISSING});

    @TempDir
    Path directory;

    @Test
    void enforced_takesWhatPythonTakes() throws Exception {
        JsonNode python = ask();
        python.get("types").properties().forEach(verdict -> {
            String[] words = verdict.getKey().split(" ", -1);
            Rows rows = rows(List.of(Column.of("x", type(words[1]))), Objects.requireNonNull(VALUES.get(words[1])));
            assertThat(accepted("[{'type':'" + words[0] + "','name':'x'}]", rows) != null)
                    .as("%s given for %s", words[1], words[0])
                    .isEqualTo(verdict.getValue().asBoolean());
        });
        python.get("columns").properties().forEach(verdict -> {
            String[] words = verdict.getKey().split(" ", -1);
            String schema = words[0].equals("named")
                    ? "[{'type':'double','name':'a'},{'type':'double','name':'b','required':false},"
                            + "{'type':'double','name':'c'}]"
                    : "[{'type':'double'},{'type':'double'}]";
            assertThat(accepted(schema, doubles(words[1], ColumnType.DOUBLE)))
                    .as(verdict.getKey())
                    .isEqualTo(names(verdict.getValue()));
        });
        python.get("tensors").properties().forEach(verdict -> {
            String[] words = verdict.getKey().split(" ", -1);
            ColumnType type = words[1].equals("int64")
                    ? ColumnType.LONG
                    : words[1].equals("float32") ? ColumnType.FLOAT : ColumnType.DOUBLE;
            // The one difference: floats widen to doubles in a tensor too.
            boolean widened = verdict.getKey().equals("ab float32");
            String schema = "[{'type':'tensor','tensor-spec':{'dtype':'float64','shape':[-1,2]}}]";
            assertThat(accepted(schema, doubles(words[0], type)) != null)
                    .as(verdict.getKey())
                    .isEqualTo(widened || verdict.getValue().asBoolean());
        });
    }

    private static JsonNode ask() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PythonSignatureTest.class.getResourceAsStream("/python/enforce.py"))) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String out = MlflowEnvironment.of(MlflowGeneration.V3_17_2).runPython(script);
            return new ObjectMapper().readTree(out.substring(out.indexOf('{')));
        }
    }

    /** The names of the columns that are left, null where the rows are refused. */
    private @Nullable List<String> accepted(String schema, ModelInput rows) {
        try {
            Files.writeString(
                    directory.resolve("MLmodel"),
                    "flavors:\n  xgboost:\n    data: model.ubj\nsignature:\n  inputs: '" + schema.replace('\'', '"')
                            + "'\n");
            return ModelPackage.open(directory).enforced(rows).columns().stream()
                    .map(Column::name)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (RatchetException e) {
            return null;
        }
    }

    private static ColumnType type(String name) {
        return switch (name) {
            case "flags" -> ColumnType.LONG;
            case "whole" -> ColumnType.DOUBLE;
            default -> ColumnType.valueOf(name.toUpperCase(Locale.ROOT));
        };
    }

    private static Rows rows(List<Column> columns, double... values) {
        return new Rows(
                columns,
                Arrays.stream(values).mapToObj(value -> new double[] {value}).toList());
    }

    private static Rows doubles(String names, ColumnType type) {
        List<Column> columns = names.chars()
                .mapToObj(name -> Column.of(String.valueOf((char) name), type))
                .toList();
        double[] row = new double[columns.size()];
        Arrays.fill(row, 1);
        return new Rows(columns, List.of(row));
    }

    private static @Nullable List<String> names(JsonNode verdict) {
        if (verdict.isNull()) {
            return null;
        }
        List<String> names = new ArrayList<>();
        verdict.forEach(name -> names.add(name.asText()));
        return names;
    }
}
