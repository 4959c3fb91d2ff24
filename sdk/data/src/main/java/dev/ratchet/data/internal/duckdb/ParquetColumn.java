/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import dev.ratchet.RatchetException;
import dev.ratchet.data.DataType;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A column of a Parquet file.
 *
 * @param name its name in the file
 * @param sqlName what DuckDB calls it, which differs where names are equal but for upper and lower case
 * @param sqlType its type as DuckDB reads it
 * @param digits how many digits a decimal column has, 0 for others
 */
record ParquetColumn(String name, String sqlName, String sqlType, int digits) {

    private static final String TEXT = "VARCHAR";
    /** Types whose texts are the values. */
    private static final Pattern TEXTS = Pattern.compile("(UUID|JSON|\"NULL\"|ENUM\\(.*\\))((\\[])*)");

    /** All columns of a file, in order. */
    static List<ParquetColumn> of(DuckDb database, Path file, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        List<Integer> digits = new ArrayList<>();
        try (Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery("select name, coalesce(num_children, 0), case when"
                        + " converted_type = 'DECIMAL' or logical_type like 'DecimalType%' then precision else 0 end"
                        + " from parquet_schema(" + DuckDb.file(file) + ")")) {
            rows.next();
            long inside = 0;
            while (rows.next()) {
                if (inside == 0) {
                    names.add(rows.getString(1));
                    digits.add(rows.getInt(3));
                } else {
                    inside--;
                }
                inside += rows.getLong(2);
            }
        }
        List<String> unique = FileContent.names(file, names);
        List<ParquetColumn> columns = new ArrayList<>();
        try (Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery("describe select * from " + table)) {
            for (int i = 0; rows.next() && i < unique.size(); i++) {
                columns.add(new ParquetColumn(unique.get(i), rows.getString(1), rows.getString(2), digits.get(i)));
            }
        }
        return columns;
    }

    /** The type in the table: the declared one if there is one. */
    DataType type(Path file, @Nullable DataType declared) {
        boolean isFloat = DataType.FLOAT64.equals(declared) || DataType.FLOAT32.equals(declared);
        if (digits > DataType.MAX_PRECISION && !isFloat) {
            // DuckDB gives such numbers as float64, cut to its digits.
            throw refused(
                    file,
                    "decimal with " + digits + " digits",
                    " write it with at most " + DataType.MAX_PRECISION
                            + " digits, or, where about 16 digits do, read it by type(\"" + name
                            + "\", DataType.FLOAT64).");
        }
        if (declared != null && (declared.isText() || natural().isPresent())) {
            return declared;
        }
        return natural()
                .orElseThrow(() ->
                        refused(file, sqlType, " or read it as text by type(\"" + name + "\", DataType.STRING)."));
    }

    private Optional<DataType> natural() {
        return SqlTypes.of(sqlType);
    }

    private RatchetException refused(Path file, String type, String advice) {
        return new RatchetException("'" + file + "', column '" + name + "' is of type " + type
                + ", which tables do not have. Leave the column out by ParquetOptions.builder().columns(...),"
                + advice);
    }

    /** What is selected for it. */
    String expression(DataType type) {
        String column = DuckDb.name(sqlName);
        var texts = TEXTS.matcher(sqlType);
        if (type.isText()) {
            return sqlType.equals(TEXT) ? column : "cast(" + column + " as " + TEXT + ")";
        }
        return texts.matches() ? "cast(" + column + " as " + TEXT + texts.group(2) + ")" : column;
    }

    /** How that becomes a column of the type. */
    QuerySource.Reading reading(DataType type) {
        if (type.kind() == DataType.Kind.CATEGORICAL) {
            return QuerySource.Reading.TEXT;
        }
        boolean same = type.isText() || sqlType.equals(SqlTypes.sql(type)) || isTextList(type);
        return same ? QuerySource.Reading.PLAIN : QuerySource.Reading.CONVERTED;
    }

    private boolean isTextList(DataType type) {
        return TEXTS.matcher(sqlType).matches() && natural().equals(Optional.of(type));
    }
}
