/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.arrow.Chunk;
import dev.ratchet.data.internal.arrow.ColumnWriter;
import dev.ratchet.data.internal.arrow.Gather;
import dev.ratchet.data.internal.split.TablePart;
import org.jspecify.annotations.Nullable;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Tables from tables. */
final class TableOperations {

    private TableOperations() {}

    static List<Batch> share(List<Batch> batches) {
        batches.forEach(Batch::retain);
        return batches;
    }

    private static Table derived(Table from, TableSchema schema, List<Batch> batches) {
        return derived(from, from.origin().part(), schema, batches);
    }

    private static Table derived(Table from, @Nullable TablePart part, TableSchema schema, List<Batch> batches) {
        List<String> key = schema.names().containsAll(from.key()) ? from.key() : List.of();
        try {
            return new Table(from.origin().derived().withKey(key).withPart(part), schema, batches);
        } finally {
            Reference.reachabilityFence(from);
        }
    }

    static Table select(Table from, List<String> names) {
        int[] columns = names.stream().mapToInt(from::column).toArray();
        TableSchema schema = new TableSchema(Arrays.stream(columns)
                .mapToObj(column -> from.schema().fields().get(column))
                .toList());
        List<Batch> batches = from.batches().stream()
                .map(batch -> new Batch(
                        batch.rows(),
                        Arrays.stream(columns)
                                .mapToObj(column -> batch.columns().get(column).retain())
                                .toList()))
                .toList();
        return derived(from, schema, batches);
    }

    static Table rename(Table from, int column, String to) {
        List<TableSchema.Field> fields = new ArrayList<>(from.schema().fields());
        String old = fields.get(column).name();
        fields.set(column, new TableSchema.Field(to, fields.get(column).type()));
        TableSchema schema = new TableSchema(fields);
        Table table = derived(from, schema, share(from.batches()));
        if (!from.key().contains(old)) {
            return table;
        }
        try (table) {
            return table.withKey(from.key().stream()
                    .map(name -> name.equals(old) ? to : name)
                    .toArray(String[]::new));
        }
    }

    static Table derive(Table from, String name, DataType type, Function<Row, @Nullable Object> function) {
        List<TableSchema.Field> fields = new ArrayList<>(from.schema().fields());
        int replaced = from.indexOf(name);
        int column = replaced < 0 ? fields.size() : replaced;
        TableSchema.Field field = new TableSchema.Field(name, type);
        if (replaced < 0) {
            fields.add(field);
        } else {
            fields.set(column, field);
        }
        List<Batch> batches = new ArrayList<>();
        Row row = new Row(from);
        int first = 0;
        try {
            for (Batch batch : from.batches()) {
                List<Chunk> chunks = new ArrayList<>(batch.columns());
                Chunk computed = compute(row, first, batch.rows(), field, function);
                if (replaced < 0) {
                    chunks.add(computed);
                } else {
                    chunks.set(column, computed);
                }
                chunks.stream().filter(chunk -> chunk != computed).forEach(Chunk::retain);
                batches.add(new Batch(batch.rows(), chunks));
                first += batch.rows();
            }
            return derived(from, new TableSchema(fields), batches);
        } catch (RuntimeException e) {
            batches.forEach(Batch::close);
            throw e;
        }
    }

    private static Chunk compute(
            Row row, int first, int rows, TableSchema.Field field, Function<Row, @Nullable Object> function) {
        try (ColumnWriter writer = new ColumnWriter(field.type(), ArrowMemory.allocator())) {
            for (int i = first; i < first + rows; i++) {
                try {
                    writer.add(function.apply(row.moveTo(i)));
                } catch (IllegalArgumentException e) {
                    throw new RatchetException(
                            "Row " + i + " of the derived column '" + field.name() + "': " + e.getMessage(), e);
                }
            }
            return writer.finish();
        }
    }

    static Table filter(Table from, Predicate<Row> condition) {
        Row row = new Row(from);
        return rows(
                from,
                IntStream.range(0, from.rowCount())
                        .filter(i -> condition.test(row.moveTo(i)))
                        .toArray());
    }

    static Table rows(Table from, int[] positions) {
        for (int position : positions) {
            if (position < 0 || position >= from.rowCount()) {
                throw new IndexOutOfBoundsException("row " + position + " of table '" + from.name() + "', which has "
                        + from.rowCount() + " rows (0 is the first)");
            }
        }
        Gather gather = new Gather(from.schema(), from.batches(), ArrowMemory.allocator());
        List<Batch> batches = new ArrayList<>();
        try {
            for (int begin = 0; begin < positions.length; begin += BatchSource.BATCH_ROWS) {
                int end = Math.min(positions.length, begin + BatchSource.BATCH_ROWS);
                batches.add(gather.take(positions, begin, end));
            }
            return derived(from, from.schema(), batches);
        } catch (RuntimeException e) {
            batches.forEach(Batch::close);
            throw e;
        }
    }

    static Table slice(Table from, int begin, int end) {
        if (begin < 0 || end < begin || end > from.rowCount()) {
            throw new IndexOutOfBoundsException("rows " + begin + " to " + end + " of table '" + from.name()
                    + "', which has " + from.rowCount() + " rows (0 is the first)");
        }
        List<Batch> batches = new ArrayList<>();
        int first = 0;
        for (Batch batch : from.batches()) {
            int low = Math.max(begin, first) - first;
            int high = Math.min(end, first + batch.rows()) - first;
            if (low < high) {
                batches.add(batch.slice(low, high - low));
            }
            first += batch.rows();
        }
        return derived(from, from.schema(), batches);
    }

    static Table sample(Table from, int count, long seed) {
        if (count < 0 || count > from.rowCount()) {
            throw new IllegalArgumentException("A sample of " + count + " rows cannot be drawn from the "
                    + from.rowCount() + " rows of table '" + from.name() + "'.");
        }
        // Floyd's way: as many draws as rows are wanted, whatever the table's size.
        SplittableRandom random = new SplittableRandom(seed);
        BitSet chosen = new BitSet(from.rowCount());
        for (int i = from.rowCount() - count; i < from.rowCount(); i++) {
            int drawn = random.nextInt(i + 1);
            chosen.set(chosen.get(drawn) ? i : drawn);
        }
        return rows(from, chosen.stream().toArray());
    }

    static Table sort(Table from, List<String> names) {
        RowOrder order =
                new RowOrder(from, names.stream().mapToInt(from::column).toArray());
        return rows(
                from,
                IntStream.range(0, from.rowCount())
                        .boxed()
                        .sorted(order)
                        .mapToInt(Integer::intValue)
                        .toArray());
    }

    static Table concat(Table first, Table second) {
        if (!first.schema().equals(second.schema())) {
            throw new RatchetException("Table '" + second.name() + "' cannot be put behind table '" + first.name()
                    + "': the columns are " + second.schema().fields() + " and "
                    + first.schema().fields()
                    + ". Names, types and order must be the same.");
        }
        if ((long) first.rowCount() + second.rowCount() > Integer.MAX_VALUE) {
            throw new RatchetException("Together tables '" + first.name() + "' and '" + second.name()
                    + "' have more than " + Integer.MAX_VALUE + " rows.");
        }
        List<Batch> batches = new ArrayList<>(share(first.batches()));
        batches.addAll(share(second.batches()));
        try {
            TablePart part =
                    TablePart.together(first.origin().part(), second.origin().part());
            return derived(first, part, first.schema(), batches);
        } finally {
            Reference.reachabilityFence(second);
        }
    }
}
