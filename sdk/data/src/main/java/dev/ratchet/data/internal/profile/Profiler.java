/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.profile;

import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.digest.RowKeys;
import dev.ratchet.data.profile.DataProfile;

import java.util.List;
import java.util.stream.IntStream;

/** Describes what a source has in one pass. */
public final class Profiler {

    private Profiler() {}

    /** Reads a source to its end. */
    public static DataProfile of(String name, BatchSource source) {
        TableSchema schema = source.schema();
        List<ColumnSummary> columns =
                schema.fields().stream().map(ColumnSummary::new).toList();
        RowKeys keys = new RowKeys(schema, IntStream.range(0, schema.size()).toArray(), 0);
        DuplicateRows duplicates = new DuplicateRows();
        long rows = 0;
        for (Batch batch = source.next(); batch != null; batch = source.next()) {
            try (Batch open = batch) {
                rows += open.rows();
                for (int i = 0; i < columns.size(); i++) {
                    columns.get(i).add(open.columns().get(i).cells(), open.rows());
                }
                for (long key : keys.of(open)) {
                    duplicates.add(key);
                }
            }
        }
        return new DataProfile(
                name,
                rows,
                duplicates.duplicates(),
                duplicates.isExact(),
                columns.stream().map(ColumnSummary::profile).toList());
    }
}
