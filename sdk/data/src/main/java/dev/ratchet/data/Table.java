/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.arrow.TableRows;
import dev.ratchet.dataset.Dataset;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.DatasetSource;
import dev.ratchet.model.Column;
import org.jspecify.annotations.Nullable;

import java.lang.ref.Reference;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Named, typed columns in memory outside of the Java heap. Immutable: every operation gives a new table, which shares
 * memory with this one where it can. Each table is closed on its own; one that was made from another stays readable when
 * that is closed. Reading from several threads is safe; closing while another thread reads is not.
 *
 * <p>Missing values are neither NaN nor empty texts: {@link #isMissing} tells. Made by {@link Tables}.
 *
 * <pre>{@code
 * try (Table table = Tables.csv(Path.of("wdbc.csv"));
 *         Table large = table.filter(row -> row.number("mean_radius") > 15)) {
 *     System.out.println(large.rowCount() + " of " + table.rowCount());
 * }
 * }</pre>
 */
public final class Table implements Dataset, AutoCloseable {

    static {
        TableRows.openedBy(table -> table.source(table.batches()));
    }

    private final TableOrigin origin;
    private final TableSchema schema;
    private final TableMemory memory;
    private final TableColumns columns;
    private final TableCells cells;
    private final TableFacts facts = new TableFacts(this);

    /** Takes over the batches. */
    Table(TableOrigin origin, TableSchema schema, List<Batch> batches) {
        this.origin = origin;
        this.schema = schema;
        this.columns = new TableColumns(origin.name(), schema);
        this.memory = TableMemory.of(origin.name(), List.copyOf(batches));
        this.cells = new TableCells(origin.name(), memory);
        Object unused = memory.watch(this);
    }

    /** The name that MLflow shows. */
    public String name() {
        return origin.name();
    }

    /** Where the data came from; that of a table made from another is the other's. */
    public DatasetSource source() {
        return origin.source();
    }

    /** The names and types of the columns. */
    public TableSchema schema() {
        return schema;
    }

    /** The columns that tell rows apart, as {@link #withKey} named them; empty when none were named. */
    public List<String> key() {
        return origin.key();
    }

    @Override
    public int rowCount() {
        return cells.rows();
    }

    /** The columns for models; one is required when it has no missing value and no NaN. */
    @Override
    public List<Column> columns() {
        return facts.columns();
    }

    @Override
    public int indexOf(String name) {
        return columns.indexOf(name);
    }

    /**
     * Whether a cell has no value; false for NaN and empty texts.
     *
     * @throws dev.ratchet.RatchetException when the table is closed
     * @throws IndexOutOfBoundsException when there is no such row or column
     */
    public boolean isMissing(int row, int column) {
        try {
            return cells.isMissing(row, column);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public double number(int row, int column) {
        try {
            return cells.number(row, column);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The value as text, as CSV writes it; bytes in hexadecimal; null where it is missing. */
    @Override
    public @Nullable String text(int row, int column) {
        Object value = value(row, column);
        return value == null ? null : CellText.of(value);
    }

    /**
     * The value as a Java object, null where it is missing: {@code Boolean}, {@code Long} for whole numbers ({@code
     * BigInteger} for uint64), {@code Float}, {@code Double}, {@code BigDecimal}, {@code LocalDate}, {@code LocalTime},
     * {@code LocalDateTime} for timestamp, {@code Instant} for timestamp_utc, {@code String}, {@code byte[]}, {@code
     * List}.
     */
    public @Nullable Object value(int row, int column) {
        try {
            return cells.value(row, column);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Who this data is: digest {@code content-1}, MLflow's schema, Python's {@code num_rows} and {@code num_elements},
     * {@code mlflow-python-table-1}, which is the digest that Python's MLflow gives to the same pandas frame, and {@code
     * bytes-1} of the file where this is all of it. Computed once, by all cores.
     */
    @Override
    public DatasetIdentity identity() {
        return facts.identity();
    }

    /** The digest of the rows in order, with those of its blocks. Computed once, by all cores. */
    public TableDigest digest() {
        return facts.digest();
    }

    /** The digest {@code multiset-1} of the rows in any order. Computed at each call, by all cores. */
    public DatasetDigest digestOfRowsInAnyOrder() {
        return facts.digestOfRowsInAnyOrder();
    }

    /**
     * Which rows differ from those of another table, whatever the order: rows are lined up by a key and compared in the
     * columns that both tables have in one type. Needs memory for the keys of both. What else differs, {@link
     * TableDigest#differences} tells.
     *
     * @param key the columns that tell the rows of each table apart
     * @param most how many rows that differ are kept, 0 for counts only
     * @throws dev.ratchet.RatchetException when there is no such column, or two rows of one table have the same key
     */
    public TableDiff differences(Table other, List<String> key, int most) {
        try {
            return new TableComparison(this, other, key, most).compare();
        } finally {
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(other);
        }
    }

    /** The same rows under another name. */
    public Table withName(String name) {
        return new Table(origin.withName(name), schema, TableOperations.share(batches()));
    }

    /**
     * The same rows, with the columns that tell rows apart; splits and joins use them.
     *
     * @throws dev.ratchet.RatchetException when there is no such column
     */
    public Table withKey(String... columns) {
        List.of(columns).forEach(this::column);
        return new Table(origin.withKey(List.of(columns)), schema, TableOperations.share(batches()));
    }

    /** These columns in this order. */
    public Table select(String... columns) {
        return TableOperations.select(this, List.of(columns));
    }

    /** All columns but these. */
    public Table drop(String... columns) {
        return TableOperations.select(this, this.columns.without(List.of(columns)));
    }

    /** One column under another name. */
    public Table rename(String from, String to) {
        return TableOperations.rename(this, column(from), to);
    }

    /**
     * One column more, computed from each row; one of the same name is replaced.
     *
     * @param function the value of a row as a Java object (see {@link #value}), null for a missing one
     * @throws dev.ratchet.RatchetException when a value is not of the type, with its row
     */
    public Table derive(String name, DataType type, Function<Row, @Nullable Object> function) {
        return TableOperations.derive(this, name, type, function);
    }

    /** The rows that a condition holds for, in order. */
    public Table filter(Predicate<Row> condition) {
        return TableOperations.filter(this, condition);
    }

    /** The rows at these positions, in this order; a position may come twice. */
    public Table rows(int... positionsOfRows) {
        return TableOperations.rows(this, positionsOfRows);
    }

    /** Rows {@code from} to {@code to}, the latter not included. Shares memory. */
    public Table slice(int from, int to) {
        return TableOperations.slice(this, from, to);
    }

    /** The first rows, at most {@code count}. Shares memory. */
    public Table head(int count) {
        return slice(0, Math.min(Math.max(count, 0), cells.rows()));
    }

    /** So many rows drawn without replacement, in the table's order; the same for the same seed. */
    public Table sample(int count, long seed) {
        return TableOperations.sample(this, count, seed);
    }

    /** A share of the rows, 0 to 1, drawn without replacement, in the table's order; the same for the same seed. */
    public Table sampleFraction(double fraction, long seed) {
        return TableOperations.sampleFraction(this, fraction, seed);
    }

    /** Sorted by columns in ascending order, missing values last; rows that are equal there keep their order. */
    public Table sortBy(String... columns) {
        return TableOperations.sort(this, List.of(columns));
    }

    /** The rows of this table, then those of another with the same columns and types. Shares memory. */
    public Table concat(Table other) {
        return TableOperations.concat(this, other);
    }

    /** Numeric columns as floats, row after row; NaN where a value is missing. */
    public float[] toFloats(String... columns) {
        return TableArrays.floats(this, columns);
    }

    /** Numeric columns as doubles, row after row; NaN where a value is missing. */
    public double[] toDoubles(String... columns) {
        return TableArrays.doubles(this, columns);
    }

    /** Frees the memory that no other table shares; idempotent. */
    @Override
    public void close() {
        memory.close();
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return memory.isClosed();
    }

    /** Name, number of rows and schema. */
    @Override
    public String toString() {
        return "Table '" + name() + "', " + cells.rows() + " rows: " + schema.names();
    }

    TableOrigin origin() {
        return origin;
    }

    List<Batch> batches() {
        return memory.batches();
    }

    /** The table's data from the beginning. */
    BatchSource source(List<Batch> batches) {
        return new KeptBatches(schema, batches);
    }

    /** The position of a column that must be there. */
    int column(String name) {
        return columns.required(name);
    }
}
