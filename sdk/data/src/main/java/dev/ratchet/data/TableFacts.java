/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.digest.ContentDigest;
import dev.ratchet.data.internal.digest.MultisetDigest;
import dev.ratchet.data.internal.digest.PythonTableDigest;
import dev.ratchet.data.internal.profile.TableDescriber;
import dev.ratchet.data.internal.split.PartTables;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.DatasetSource;
import dev.ratchet.model.Column;
import dev.ratchet.model.ModelSchema;
import org.jspecify.annotations.Nullable;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is computed from a table's data on first use and remembered, also when the table is closed. */
final class TableFacts {

    static {
        PartTables.madeBy((rows, name, part) -> new Table(
                rows.origin().withName(name).withPart(part), rows.schema(), TableOperations.share(rows.batches())));
    }

    private final Table table;
    private @Nullable List<Column> columns;
    private @Nullable TableDigest digest;
    private @Nullable DatasetIdentity identity;

    TableFacts(Table table) {
        this.table = table;
    }

    synchronized List<Column> columns() {
        if (columns == null) {
            List<Column> found = new ArrayList<>();
            for (int i = 0; i < table.schema().size(); i++) {
                TableSchema.Field field = table.schema().fields().get(i);
                found.add(new Column(field.name(), field.type().columnType(), !hasHoles(i)));
            }
            columns = List.copyOf(found);
        }
        return columns;
    }

    private boolean hasHoles(int column) {
        List<Batch> batches = table.batches();
        if (batches.stream()
                .anyMatch(batch -> batch.columns().get(column).vector().getNullCount() > 0)) {
            return true;
        }
        return digest != null
                ? digest.content().notANumber().get(column)
                : batches.stream()
                        .anyMatch(batch -> TableArrays.hasNaN(batch.columns().get(column)));
    }

    synchronized TableDigest digest() {
        if (digest == null) {
            digest = new TableDigest(ContentDigest.of(table.source(table.batches())));
        }
        return digest;
    }

    /** Not remembered. */
    DatasetDigest digestOfRowsInAnyOrder() {
        try {
            return new DatasetDigest(MultisetDigest.KIND, MultisetDigest.of(table.source(table.batches())));
        } finally {
            Reference.reachabilityFence(table);
        }
    }

    synchronized DatasetIdentity identity() {
        if (identity == null) {
            List<DatasetDigest> digests = new ArrayList<>(List.of(
                    digest().digest(),
                    new DatasetDigest(PythonTableDigest.KIND, PythonTableDigest.of(table.source(table.batches())))));
            FileStamp file = table.origin().file();
            if (file != null) {
                file.digest().ifPresent(digests::add);
            }
            identity = identity(table.name(), table.source(), columns(), table.rowCount(), digests)
                    .withDescriber(new TableDescriber(table, table.origin().part()));
        }
        return identity;
    }

    static DatasetIdentity identity(
            String name, DatasetSource source, List<Column> columns, long rows, List<DatasetDigest> digests) {
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("num_rows", rows);
        profile.put("num_elements", rows * columns.size());
        return new DatasetIdentity(
                name,
                source,
                Map.of("mlflow_colspec", new ModelSchema.Columns(columns).toJsonValue()),
                profile,
                digests);
    }
}
