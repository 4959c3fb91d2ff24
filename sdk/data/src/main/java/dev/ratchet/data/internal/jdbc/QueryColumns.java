/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.jdbc;

import dev.ratchet.RatchetException;
import dev.ratchet.data.DataType;
import dev.ratchet.data.JdbcOptions;
import dev.ratchet.data.TableSchema;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of a query: what the database says of them and what was declared. */
final class QueryColumns {

    private final Database database;
    private final ResultSetMetaData columns;
    private final JdbcOptions options;
    private final List<String> names = new ArrayList<>();

    QueryColumns(Database database, ResultSetMetaData columns, JdbcOptions options) throws SQLException {
        this.database = database;
        this.columns = columns;
        this.options = options;
        Set<String> seen = new HashSet<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i);
            if (name == null || name.isEmpty()) {
                name = "column_" + i;
            }
            if (!seen.add(name)) {
                throw new RatchetException("two columns are named '" + name
                        + "'. Give every column a name of its own by AS in the query.");
            }
            names.add(name);
        }
        checkDeclared();
    }

    private void checkDeclared() {
        options.schema().ifPresent(schema -> {
            boolean same = schema.size() == names.size();
            for (int i = 0; same && i < names.size(); i++) {
                same = schema.names().get(i).equalsIgnoreCase(names.get(i));
            }
            if (!same) {
                throw new RatchetException(
                        "the query does not have the columns of the declared schema. Its columns are " + names
                                + ", the schema has " + schema.names() + ".");
            }
        });
        List<String> known = options.schema().map(TableSchema::names).orElse(names);
        for (String name : options.types().keySet()) {
            if (!known.contains(name)) {
                throw new RatchetException("there is no column '" + name + "', for which type "
                        + options.types().get(name) + " is declared. The columns are " + known
                        + " (databases change the case of names that are not quoted).");
            }
        }
    }

    /** Whether the caller said the types of all columns. */
    boolean areDeclared() {
        return options.schema().isPresent() || options.types().keySet().containsAll(names);
    }

    int size() {
        return names.size();
    }

    /**
     * Names and types.
     *
     * @param first the first rows, for a database whose values say their types
     */
    TableSchema schema(List<@Nullable Object[]> first) throws SQLException {
        TableSchema.Builder schema = TableSchema.builder();
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            String name = options.schema()
                    .map(declared -> declared.names().get(column))
                    .orElse(names.get(i));
            DataType type = options.types().get(name);
            if (type == null && options.schema().isPresent()) {
                type = options.schema().get().type(i);
            }
            schema.column(name, type != null ? type : found(i, first));
        }
        return schema.build();
    }

    private DataType found(int column, List<@Nullable Object[]> first) throws SQLException {
        if (database == Database.SQLITE) {
            List<@Nullable Object> values = new ArrayList<>();
            first.forEach(row -> values.add(row[column]));
            return ValueTypes.find(columns, column + 1, values);
        }
        return natural(column);
    }

    private DataType natural(int column) throws SQLException {
        return JdbcTypes.of(database, columns, column + 1).orElseThrow(() -> unknown(column));
    }

    private RatchetException unknown(int column) {
        String type = "unknown";
        try {
            type = columns.getColumnTypeName(column + 1) + " (precision " + columns.getPrecision(column + 1)
                    + ", scale " + columns.getScale(column + 1) + ")";
        } catch (SQLException e) {
            // The name of the type is a help only.
        }
        return new RatchetException("column '" + names.get(column) + "' is of the database's type " + type
                + ", which no type of a table holds for sure. Declare one by JdbcOptions.builder().type(\""
                + names.get(column)
                + "\", ...), decimal(38,10) or string for example, or cast the column in the query.");
    }

    /** What reads the cells into columns of a schema. */
    List<Column> readers(TableSchema schema) throws SQLException {
        List<Column> readers = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            DataType to = schema.type(i);
            if (database == Database.SQLITE) {
                readers.add(
                        ValueTypes.isDeclaredText(columns, i + 1)
                                ? Column.ofTexts(i + 1, to)
                                : Column.ofValues(i + 1, to));
            } else {
                DataType from = JdbcTypes.of(database, columns, i + 1).orElse(instead(to));
                readers.add(Column.of(i + 1, from, to));
            }
        }
        return readers;
    }

    /** How a column is asked for whose own type is none of ours. */
    private static DataType instead(DataType to) {
        boolean number = Arrays.asList(DataType.Kind.DECIMAL, DataType.Kind.FLOAT64, DataType.Kind.FLOAT32)
                        .contains(to.kind())
                || to.isInteger();
        return number ? DataType.decimal(DataType.MAX_PRECISION, 0) : to;
    }
}
