/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.jdbc;

import dev.ratchet.data.DataType;
import dev.ratchet.data.Table;
import dev.ratchet.data.TableSchema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Fills tables of databases. */
final class Databases {

    private Databases() {}

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Columns of our types, named as they are, with a column {@code ratchet_row} for the order. */
    static void insert(Connection connection, Table table, Function<DataType, String> types) throws SQLException {
        List<String> columns = new ArrayList<>(List.of("ratchet_row integer"));
        for (TableSchema.Field field : table.schema().fields()) {
            columns.add('"' + field.name() + "\" " + types.apply(field.type()));
        }
        run(connection, "create table data (" + String.join(", ", columns) + ")");
        String marks = ", ?".repeat(table.schema().size());
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into data values (?" + marks + ")")) {
            for (int row = 0; row < table.rowCount(); row++) {
                insert.setInt(1, row);
                for (int column = 0; column < table.schema().size(); column++) {
                    Object value = table.value(row, column);
                    boolean text = table.schema().type(column).kind() == DataType.Kind.TIMESTAMP_UTC;
                    insert.setObject(column + 2, text && value != null ? value.toString() : value);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Selects the columns of a table in the order of its rows. */
    static String query(Table table) {
        return "select \"" + String.join("\", \"", table.schema().names()) + "\" from data order by ratchet_row";
    }
}
