/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import dev.ratchet.RatchetException;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.arrow.Chunk;
import dev.ratchet.data.internal.arrow.Vectors;
import dev.ratchet.data.internal.values.ForeignVectors;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The rows of a DuckDB query as batches. It begins to read with the first batch. */
final class QuerySource implements BatchSource {

    private final DuckDb database;
    private final String sql;
    private final TableSchema schema;
    private final List<Reading> readings;
    private final String file;
    private final TextColumns texts;
    private final Function<Exception, RatchetException> explain;
    private @Nullable Statement statement;
    private @Nullable DuckDBResultSet result;
    private @Nullable ArrowReader reader;
    private long rowsBefore;
    private boolean closed;

    /** How the values of a column of the answer become those of the table's column. */
    enum Reading {
        /** They are already. */
        PLAIN,
        /** {@link TextColumns} reads them. */
        TEXT,
        /** They are converted one by one, exactly or not at all. */
        CONVERTED
    }

    /**
     * Takes over the database.
     *
     * @param readings how each column is read
     * @param explain DuckDB's errors in our words
     */
    QuerySource(
            DuckDb database,
            String sql,
            TableSchema schema,
            List<Reading> readings,
            String file,
            Function<Exception, RatchetException> explain) {
        this.database = database;
        this.sql = sql;
        this.schema = schema;
        this.readings = List.copyOf(readings);
        this.file = file;
        this.texts = new TextColumns(file);
        this.explain = explain;
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    @Override
    public @Nullable Batch next() {
        try {
            ArrowReader open = reader == null ? begin() : reader;
            if (!open.loadNextBatch()) {
                return null;
            }
            int rows = open.getVectorSchemaRoot().getRowCount();
            Batch batch = take(open.getVectorSchemaRoot().getFieldVectors(), rows);
            rowsBefore += rows;
            return batch;
        } catch (SQLException | IOException e) {
            throw explain.apply(e);
        }
    }

    private ArrowReader begin() throws SQLException {
        Statement opened = database.connection().createStatement();
        statement = opened;
        DuckDBResultSet rows = (DuckDBResultSet) DuckDb.query(opened, sql);
        result = rows;
        ArrowReader stream = (ArrowReader) rows.arrowExportStream(ArrowMemory.allocator(), BATCH_ROWS);
        reader = stream;
        return stream;
    }

    private Batch take(List<FieldVector> vectors, int rows) {
        List<Chunk> columns = new ArrayList<>();
        try {
            for (int i = 0; i < vectors.size(); i++) {
                columns.add(column(i, vectors.get(i)));
            }
        } catch (RuntimeException e) {
            columns.forEach(Chunk::release);
            throw e;
        }
        return new Batch(rows, columns);
    }

    private Chunk column(int column, FieldVector vector) {
        TableSchema.Field field = schema.fields().get(column);
        return switch (readings.get(column)) {
            case PLAIN -> new Chunk(field.type(), Vectors.move(vector, ArrowMemory.allocator()));
            case TEXT -> texts.read(column, field, (VarCharVector) vector, rowsBefore);
            case CONVERTED -> converted(field, vector);
        };
    }

    private Chunk converted(TableSchema.Field field, FieldVector vector) {
        try {
            return ForeignVectors.copy(field.type(), vector);
        } catch (ForeignVectors.RefusedCell e) {
            throw new RatchetException(
                    "'" + file + "', row " + (rowsBefore + e.row() + 1) + ", column '" + field.name() + "': "
                            + e.getMessage() + ". Declare a type that holds all values of the column, string for"
                            + " example, by ParquetOptions.builder().type(\"" + field.name()
                            + "\", ...), or convert the column where the file is written.",
                    e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        texts.close();
        Exception failure = null;
        // Each needs the next one while it closes.
        for (AutoCloseable part : Arrays.asList(reader, result, statement, database)) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw explain.apply(failure);
        }
    }
}
