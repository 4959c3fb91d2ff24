/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.data.Table;
import dev.ratchet.data.TableFile;
import dev.ratchet.data.TableScan;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.profile.DataProfile;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Data that a command works on, wherever it is. Used by one thread. */
sealed interface OpenedData extends AutoCloseable {

    /** Where it came from, by what that is called; no credentials. */
    Map<String, String> place();

    TableSchema schema();

    long rowCount();

    DatasetIdentity identity();

    /** All digests; with {@code anyOrder} also the one that does not depend on the rows' order. */
    List<DatasetDigest> digests(boolean anyOrder);

    DataProfile profile();

    @Override
    void close();

    /** Where it came from, for people. */
    default String shown() {
        return String.join(", ", place().values());
    }

    /** What every description of data begins with, with these digests. */
    default Map<String, @Nullable Object> json(List<DatasetDigest> digests) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(place());
        json.put("name", identity().name());
        json.put("rows", rowCount());
        json.put("columns", schema().size());
        json.put("mlflow_digest", identity().mlflowDigest());
        Map<String, String> byKind = new LinkedHashMap<>();
        digests.forEach(digest -> byKind.put(digest.kind(), digest.hex()));
        json.put("digests", byKind);
        return json;
    }

    /** A file, which is read piece by piece. */
    final class InFile implements OpenedData {

        private final TableFile file;
        private @Nullable TableScan scan;
        private boolean inAnyOrder;

        InFile(TableFile file) {
            this.file = file;
        }

        /** What one pass tells; done once. */
        TableScan scan() {
            TableScan done = scan;
            if (done == null) {
                done = file.scan();
                scan = done;
            }
            return done;
        }

        Table read() {
            return file.read();
        }

        @Override
        public Map<String, String> place() {
            return Map.of("file", file.path().toString());
        }

        @Override
        public TableSchema schema() {
            return scan().schema();
        }

        @Override
        public long rowCount() {
            return scan().rowCount();
        }

        @Override
        public DatasetIdentity identity() {
            return scan().identity();
        }

        /** Reads the file anew when it was read without the digest in any order. */
        @Override
        public List<DatasetDigest> digests(boolean anyOrder) {
            if (anyOrder && !inAnyOrder) {
                scan = file.scanInAnyOrderToo();
                inAnyOrder = true;
            }
            return scan().identity().digests();
        }

        @Override
        public DataProfile profile() {
            return file.profile();
        }

        @Override
        public void close() {
            // Every pass opens and closes the file.
        }
    }

    /**
     * A table in memory.
     *
     * @param table what is closed with this
     * @param place where it came from
     */
    record InMemory(Table table, Map<String, String> place) implements OpenedData {

        @Override
        public TableSchema schema() {
            return table.schema();
        }

        @Override
        public long rowCount() {
            return table.rowCount();
        }

        @Override
        public DatasetIdentity identity() {
            return table.identity();
        }

        @Override
        public List<DatasetDigest> digests(boolean anyOrder) {
            List<DatasetDigest> digests = new ArrayList<>(identity().digests());
            if (anyOrder) {
                digests.add(table.digestOfRowsInAnyOrder());
            }
            return digests;
        }

        @Override
        public DataProfile profile() {
            return DataProfile.of(table);
        }

        @Override
        public void close() {
            table.close();
        }
    }
}
