/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import dev.ratchet.RatchetException;
import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.DataType;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.values.FoundTypes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A CSV file as batches. */
public final class CsvFile {

    private final Path file;
    private final CsvOptions options;
    private final boolean packed;

    private CsvFile(Path file, CsvOptions options) {
        this.file = file;
        this.options = options;
        FileContent.require(file);
        this.packed = FileContent.isGzip(file);
    }

    /**
     * Reads the header and finds the types that are not declared.
     *
     * @throws RatchetException when the file cannot be read, or its header is not that of the declared schema
     */
    public static BatchSource open(Path file, CsvOptions options) {
        ArrowMemory.allocator();
        return new CsvFile(file, options).open();
    }

    private BatchSource open() {
        List<String> names = CsvHeader.read(file, options);
        if (packed) {
            FileContent.checkGzip(file);
        }
        Map<String, DataType> declared = new DeclaredTypes(file, options).of(names);
        CsvErrors errors = new CsvErrors(file, options);
        DuckDb database = null;
        try {
            database = DuckDb.streaming();
            List<DataType> found = declared.keySet().containsAll(names) ? List.of() : infer(database, names.size());
            TableSchema.Builder builder = TableSchema.builder();
            for (int i = 0; i < names.size(); i++) {
                DataType type = declared.get(names.get(i));
                builder.column(names.get(i), type != null ? type : found.get(i));
            }
            TableSchema schema = builder.build();
            FoundTypes.report(
                    file,
                    schema.fields().stream()
                            .filter(field -> !declared.containsKey(field.name()))
                            .toList());
            return source(database, schema, errors);
        } catch (SQLException | RuntimeException e) {
            DuckDbErrors.closeAfter(e, database);
            throw e instanceof RatchetException ours ? ours : errors.explain(e);
        }
    }

    private List<DataType> infer(DuckDb database, int columns) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            names.add(position(i));
            types.add("VARCHAR");
        }
        String rows = query(types) + (options.inferenceRows() < 0 ? "" : " limit " + options.inferenceRows());
        List<Integer> answers = new ArrayList<>();
        try (Statement statement = database.connection().createStatement();
                ResultSet result = DuckDb.query(statement, TypeInference.sql(names, rows))) {
            while (result.next()) {
                answers.add(result.getInt(1));
            }
        }
        return TypeInference.types(answers, columns);
    }

    private String query(List<String> types) {
        List<String> columns = new ArrayList<>();
        List<String> selected = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            columns.add(DuckDb.text(position(i)) + ": " + DuckDb.text(types.get(i)));
            selected.add(position(i));
        }
        return "select " + String.join(", ", selected) + " from read_csv(" + dialect()
                + ", auto_detect=false, columns="
                + columns.stream().collect(Collectors.joining(", ", "{", "}")) + ")";
    }

    private BatchSource source(DuckDb database, TableSchema schema, CsvErrors errors) {
        if (!hasPlainNumbers(schema)) {
            return source(database, schema, errors, TextColumns::reads);
        }
        BatchSource fast = source(database, schema, errors, type -> TextColumns.reads(type) && !type.isInteger());
        return new CarefulSource(fast, () -> {
            try {
                return source(DuckDb.streaming(), schema, errors, TextColumns::reads);
            } catch (SQLException e) {
                throw errors.explain(e);
            }
        });
    }

    private boolean hasPlainNumbers(TableSchema schema) {
        try {
            return !packed && PlainNumbers.only(file, options, schema);
        } catch (IOException e) {
            throw FileContent.unreadable(file, e);
        }
    }

    private BatchSource source(DuckDb database, TableSchema schema, CsvErrors errors, Predicate<DataType> asText) {
        List<QuerySource.Reading> readings = schema.fields().stream()
                .map(field -> asText.test(field.type()) ? QuerySource.Reading.TEXT : QuerySource.Reading.PLAIN)
                .toList();
        List<String> types = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            types.add(readings.get(i) == QuerySource.Reading.TEXT ? "VARCHAR" : SqlTypes.sql(schema.type(i)));
        }
        return new QuerySource(
                database, query(types), schema, readings, file.toString(), e -> errors.explain(e, schema));
    }

    /** Columns are named by position in SQL, whatever their names are. */
    static String position(int column) {
        return "c" + column;
    }

    private String dialect() {
        return DuckDb.file(file)
                + ", header=true, delim=" + DuckDb.text(String.valueOf(options.delimiter()))
                + ", quote=" + DuckDb.text(String.valueOf(options.quote()))
                + ", escape=" + DuckDb.text(String.valueOf(options.quote()))
                + ", nullstr=" + DuckDb.texts(options.nullTexts())
                + ", allow_quoted_nulls=false, compression=" + (packed ? "'gzip'" : "'none'")
                + (options.charset().equals(StandardCharsets.UTF_8) ? "" : ", encoding='latin-1'");
    }
}
