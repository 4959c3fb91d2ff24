/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.jdbc;

import dev.ratchet.RatchetException;
import dev.ratchet.data.JdbcOptions;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.arrow.BatchWriter;
import dev.ratchet.data.internal.arrow.ColumnWriter;
import dev.ratchet.dataset.DatasetSource;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;

/** The rows of a query as batches. The query runs when it is opened. */
public final class JdbcSource implements BatchSource {

    private static final int ROWS_BETWEEN_CHECKS = 1024;
    private static final int SHOWN = 200;

    private final Session session;
    private final String query;
    private final ResultSet rows;
    private final TableSchema schema;
    private final Stretch stretch;
    private final BatchWriter writer;
    /** Rows that were read to find types; then empty. */
    private List<@Nullable Object[]> first = List.of();

    private long rowsBefore;
    private boolean ended;

    private JdbcSource(Session session, String query, JdbcOptions options) {
        this.session = session;
        this.query = query;
        try {
            this.rows = session.run(query, options);
            QueryColumns found = new QueryColumns(session.database(), rows.getMetaData(), options);
            if (session.database() == Database.SQLITE && !found.areDeclared()) {
                this.first = readAhead(found.size());
            }
            this.schema = found.schema(first);
            this.stretch = new Stretch(found.readers(schema));
            this.writer = new BatchWriter(schema);
        } catch (SQLException | RuntimeException e) {
            RatchetException explained = e instanceof RatchetException told
                    ? new RatchetException(place() + ": " + told.getMessage(), told)
                    : session.explain(place(), e);
            session.close();
            throw explained;
        }
    }

    /** On a connection that stays open. */
    public static JdbcSource open(Connection connection, String query, JdbcOptions options) {
        ArrowMemory.allocator();
        return new JdbcSource(Session.on(connection), query, options);
    }

    /** On a connection of its own, which is closed with the source. */
    public static JdbcSource open(String url, Properties properties, String query, JdbcOptions options) {
        ArrowMemory.allocator();
        return new JdbcSource(Session.open(url, properties), query, options);
    }

    /** Address without credentials, and query. */
    public DatasetSource origin() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("url", session.url().shown());
        fields.put("query", query);
        return new DatasetSource("jdbc", fields);
    }

    private String place() {
        return "Query '" + (query.length() > SHOWN ? query.substring(0, SHOWN) + "..." : query) + "' on '"
                + session.url().shown() + "'";
    }

    private List<@Nullable Object[]> readAhead(int width) throws SQLException {
        List<@Nullable Object[]> read = new ArrayList<>();
        while (read.size() < BATCH_ROWS && step(read.size())) {
            @Nullable Object[] row = new Object[width];
            for (int i = 0; i < width; i++) {
                row[i] = rows.getObject(i + 1);
            }
            read.add(row);
        }
        return read;
    }

    private boolean step(int row) throws SQLException {
        if (row % ROWS_BETWEEN_CHECKS == 0 && session.stopped() != null) {
            throw new SQLException("stopped");
        }
        ended = ended || !rows.next();
        return !ended;
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    @Override
    public @Nullable Batch next() {
        try {
            int count = first.isEmpty() ? read() : writeFirst();
            rowsBefore += count;
            return writer.finish(count);
        } catch (SQLException e) {
            throw session.explain(place() + ", after row " + rowsBefore, e);
        } catch (RatchetException e) {
            throw e;
        } catch (RuntimeException e) {
            // Of a driver that meets what it does not expect.
            throw session.explain(place() + ", after row " + rowsBefore, e);
        }
    }

    private int read() throws SQLException {
        int row = 0;
        try {
            for (; row < BATCH_ROWS && step(row); row++) {
                stretch.read(rows);
                if (stretch.isFull()) {
                    add(row + 1);
                }
            }
        } catch (Stretch.RefusedCell e) {
            add(row);
            throw refused(e.column(), row, e.reason());
        } catch (SQLException e) {
            add(row);
            throw e;
        }
        add(row);
        return row;
    }

    /** Adds what is still in the stretch, up to a row: where one of its cells is refused, this is what is told. */
    private void add(int end) {
        int begin = end - stretch.rows();
        try {
            stretch.add(writer);
        } catch (Stretch.RefusedCell e) {
            throw refused(e.column(), begin + e.row(), e.reason());
        }
    }

    private int writeFirst() {
        List<BiConsumer<@Nullable Object, ColumnWriter>> values = schema.fields().stream()
                .map(field -> Column.values(field.type()))
                .toList();
        for (int row = 0; row < first.size(); row++) {
            for (int i = 0; i < writer.size(); i++) {
                try {
                    values.get(i).accept(first.get(row)[i], writer.column(i));
                } catch (IllegalArgumentException e) {
                    throw refused(i, row, e);
                }
            }
        }
        int count = first.size();
        first = List.of();
        return count;
    }

    private RatchetException refused(int column, int row, Exception e) {
        TableSchema.Field field = schema.fields().get(column);
        String where = place() + ", row " + (rowsBefore + row + 1) + ", column '" + field.name() + "'";
        return e instanceof SQLException
                ? session.explain(where, e)
                : new RatchetException(
                        where + ": " + session.url().clean(e)
                                + ". Declare a type that holds all values of the column by"
                                + " JdbcOptions.builder().type(\"" + field.name()
                                + "\", ...), or cast it in the query.",
                        e);
    }

    @Override
    public void close() {
        writer.close();
        session.close();
    }
}
