/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Columns of types that tables do not have: read exactly, or refused with what to do. */
@ExtendWith(NoMemoryLeft.class)
class ForeignColumnsTest {

    private static final Path NANOSECONDS = TestFiles.resource("nanoseconds.parquet");
    private static final ArrowType INT = new ArrowType.Int(64, true);

    @TempDir
    Path folder;

    @Test
    void arrowAndParquet_ofTheSameValues_haveOneDigest() {
        try (Table file = Tables.arrow(TestFiles.resource("foreign.arrow"));
                Table stream = Tables.arrow(TestFiles.resource("foreign.arrows"));
                Table parquet = Tables.parquet(TestFiles.resource("foreign.parquet"))) {
            assertThat(file.schema().fields().stream()
                            .map(field -> field.type().text())
                            .distinct())
                    .contains("string", "binary", "list<int64>", "list<uint8>", "list<date>", "list<time>", "float32");
            assertThat(file.text(0, file.column("fixed_list"))).isEqualTo("[1, 200]");
            assertThat(file.text(2, file.column("text_view"))).isEqualTo("a text of more than twelve bytes");
            assertThat(file.text(0, file.column("zoned_nanoseconds"))).isEqualTo("1970-01-01T00:00:00.000001Z");
            assertThat(stream.digest().differences(file.digest())).isEmpty();
            assertThat(parquet.digest().differences(file.digest())).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "at | row 2 | '1970-01-01T00:00:00.000001001' is finer than the microseconds of type timestamp",
                "zoned | row 2 | '1970-01-01T00:00:00.000001001Z' is finer than the microseconds of type timestamp_utc",
                "of_day | row 2 | '00:00:00.000001001' is finer than the microseconds of type time",
                "many | row 2 | '1970-01-01T00:00:00.000001001' is finer than the microseconds of type timestamp",
                "digits | column 'digits' | decimal with 40 digits",
                "parts | column 'parts' | STRUCT(x BIGINT)",
                "pairs | column 'pairs' | MAP(VARCHAR, BIGINT)"
            })
    void parquet_thatWouldLoseSomething_isRefused(String column, String place, String reason) {
        ParquetOptions options = ParquetOptions.builder().columns("id", column).build();
        assertThatThrownBy(() -> Tables.parquet(NANOSECONDS, options).close())
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll("nanoseconds.parquet'", place, "column '" + column + "'", reason, "type(\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "at | 1970-01-01 00:00:00.000001001",
                "parts | {'x': 1}",
                "pairs | {k=1}",
                "many | ['1970-01-01 00:00:00.000001', '1970-01-01 00:00:00.000001001']"
            })
    void parquet_asText_losesNothing(String column, String text) {
        ParquetOptions options = ParquetOptions.builder()
                .columns(column)
                .type(column, DataType.STRING)
                .build();
        try (Table table = Tables.parquet(NANOSECONDS, options)) {
            assertThat(table.text(1, 0)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1.0, 1.5 | double | int64 | '1.5' is not a value of type int64",
                "1, 1099511627776 | bigint | int32 | '1099511627776' is not a value of type int32",
                "1, -1 | bigint | uint64 | '-1' is not a value of type uint64",
                "1.00, 1.25 | decimal(5,2) | decimal(5,1) | '1.25' is not a value of type decimal(5,1)",
                "'1', 'x' | varchar | int64 | 'x' is not a value of type int64",
                "1, 9007199254740993 | bigint | float64 | '9007199254740993' has more digits than float64 can hold",
                "1.0, 1e300 | double | float32 | '1.0E300' is larger than float32 can hold",
                "1, 2 | bigint | boolean | '2' is not a value of type boolean",
                "timestamp '2024-01-01 00:00:00', timestamp '2024-01-01 00:00:01' | timestamp | date"
                        + " | '2024-01-01T00:00:01'",
                "[1.0], [1.5] | double[] | list<int64> | '1.5' is not a value of type int64"
            })
    void parquet_convertsExactlyOrRefuses(String values, String sql, String type, String reason) throws SQLException {
        Path file = folder.resolve("v.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (select unnest([" + values + "])::" + sql + " as v) to '" + file + "'");
            if (sql.endsWith("[]")) {
                statement.execute("copy (select " + values.split(", ", -1)[0] + "::" + sql + " as v union all select "
                        + values.split(", ", -1)[1] + "::" + sql + ") to '" + file + "'");
            }
        }
        ParquetOptions options =
                ParquetOptions.builder().type("v", DataType.parse(type)).build();
        assertThatThrownBy(() -> Tables.parquet(file, options).close())
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll(file.toString(), "row 2", "column 'v'", reason, "Declare a type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200::utinyint | int16 | 200",
                "4000000000::uinteger | int64 | 4000000000",
                "7::bigint | uint8 | 7",
                "3.0::double | int32 | 3",
                "0.1::double | float32 | 0.1",
                "'inf'::double | float32 | Infinity",
                "3::integer | float64 | 3.0",
                "true | int8 | 1",
                "'007' | int64 | 7",
                "date '2024-02-29' | timestamp | 2024-02-29T00:00",
                "1.50::decimal(5,2) | decimal(3,1) | 1.5"
            })
    void parquet_convertsWhatFits(String value, String type, String text) throws SQLException {
        Path file = folder.resolve("v.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (select " + value + " as v union all select null) to '" + file + "'");
        }
        ParquetOptions options =
                ParquetOptions.builder().type("v", DataType.parse(type)).build();
        try (Table table = Tables.parquet(file, options)) {
            assertThat(table.text(0, 0)).isEqualTo(text);
            assertThat(table.isMissing(1, 0)).isTrue();
        }
    }

    @Test
    void parquet_namesThatDifferInCaseOnly_areNotWritten() {
        Path file = folder.resolve("names.parquet");
        try (Table table = Tables.csv(TestFiles.CANCER);
                Table upper = table.rename("mean_area", "MEAN_RADIUS")) {
            assertThatThrownBy(() -> Tables.writeParquet(upper, file))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll("'" + file + "'", "'mean_radius' and 'MEAN_RADIUS'", "Rename", "Arrow");
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void parquet_namesThatDifferInCaseOnly_orAreEmpty_areRead() {
        try (Table table = Tables.parquet(TestFiles.resource("names.parquet"))) {
            assertThat(table.schema().names()).containsExactly("a", "A", "column_3");
            assertThat(table.text(0, 1)).isEqualTo("2");
        }
        assertThatThrownBy(() -> Tables.parquet(TestFiles.resource("equal-names.parquet"))
                        .close())
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll("equal-names.parquet'", "columns 1 and 2 are both named 'a'");
    }

    static Stream<Field> refusedByArrow() {
        Field item = field("item", INT);
        Field key = new Field("key", FieldType.notNullable(INT), List.of());
        Field entries = new Field("entries", FieldType.notNullable(ArrowType.Struct.INSTANCE), List.of(key, item));
        Field parts = field("v", ArrowType.Struct.INSTANCE, item);
        return Stream.of(
                parts,
                field("v", new ArrowType.Map(false), entries),
                field("v", new ArrowType.Union(UnionMode.Sparse, new int[] {0}), item),
                field("v", new ArrowType.Union(UnionMode.Dense, new int[] {0}), item),
                field("v", new ArrowType.Duration(TimeUnit.SECOND)),
                field("v", new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO)),
                field("v", new ArrowType.Decimal(40, 2, 256)),
                field("v", ArrowType.List.INSTANCE, parts),
                field("v", ArrowType.LargeList.INSTANCE, parts));
    }

    private static Field field(String name, ArrowType type, Field... children) {
        return new Field(name, FieldType.nullable(type), List.of(children));
    }

    @ParameterizedTest
    @MethodSource("refusedByArrow")
    void arrow_typesThatTablesLack_areRefusedByName(Field field) throws IOException {
        Path file = arrow(field);
        ArrowType named = field.getChildren().isEmpty()
                        || !String.valueOf(field.getType()).contains("List")
                ? field.getType()
                : field.getChildren().get(0).getType();
        assertThatThrownBy(() -> Tables.arrow(file).close())
                .isInstanceOf(RatchetException.class)
                .hasMessageContainingAll("'" + file + "', column 'v'", String.valueOf(named), "Write the file without");
    }

    @Test
    void arrow_equalNames_areRefused() throws IOException {
        Path file = arrow(field("v", INT), field("v", INT));
        assertThatThrownBy(() -> Tables.arrow(file).close())
                .hasMessage(
                        "'" + file + "': columns 1 and 2 are both named 'v'. Write the file with a name of its own for"
                                + " every column.");
    }

    @Test
    void arrow_namelessColumn_isNamedByItsPosition() throws IOException {
        try (Table table = Tables.arrow(arrow(field("v", INT), field("", INT)))) {
            assertThat(table.schema().names()).containsExactly("v", "column_2");
        }
    }

    private Path arrow(Field... fields) throws IOException {
        Path file = folder.resolve("v.arrow");
        Files.deleteIfExists(file);
        try (VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of(fields)), ArrowMemory.allocator());
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                ArrowFileWriter writer = new ArrowFileWriter(root, null, channel)) {
            writer.start();
            writer.end();
        }
        return file;
    }
}
