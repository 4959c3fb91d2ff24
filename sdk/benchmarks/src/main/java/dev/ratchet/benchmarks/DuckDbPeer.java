/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import dev.ratchet.data.DataType;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.util.TransferPair;
import org.duckdb.DuckDBResultSet;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** DuckDB's own export to Arrow, with nothing around it. */
final class DuckDbPeer {

    private static final int BATCH_ROWS = 65_536;

    private DuckDbPeer() {}

    /** Reads a Parquet file, a batch after the other; the number of rows. */
    static long stream(Path parquet) throws SQLException, IOException {
        return read("from '" + parquet + "'", false);
    }

    /** Reads a CSV file of columns of one type and keeps all of it until the end; the number of rows. */
    static long csv(Path csv, DataType type) throws SQLException, IOException {
        String columns = IntStream.range(0, DatasetFiles.COLUMNS)
                .mapToObj(i -> "'c" + i + "': '" + DatasetFiles.sql(type) + "'")
                .collect(Collectors.joining(", ", "{", "}"));
        return read("from read_csv('" + csv + "', header=true, auto_detect=false, columns=" + columns + ")", true);
    }

    private static long read(String sql, boolean keep) throws SQLException, IOException {
        Properties streamed = new Properties();
        streamed.setProperty("jdbc_stream_results", "true");
        long rows = 0;
        List<FieldVector> kept = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator();
                Connection connection = DriverManager.getConnection("jdbc:duckdb:", streamed);
                Statement statement = connection.createStatement();
                DuckDBResultSet result = (DuckDBResultSet) statement.executeQuery(sql);
                ArrowReader reader = (ArrowReader) result.arrowExportStream(allocator, BATCH_ROWS)) {
            while (reader.loadNextBatch()) {
                rows += reader.getVectorSchemaRoot().getRowCount();
                for (FieldVector vector : keep ? reader.getVectorSchemaRoot().getFieldVectors() : kept.subList(0, 0)) {
                    TransferPair pair = vector.getTransferPair(allocator);
                    pair.transfer();
                    kept.add((FieldVector) pair.getTo());
                }
            }
            kept.forEach(FieldVector::close);
        }
        return rows;
    }
}
