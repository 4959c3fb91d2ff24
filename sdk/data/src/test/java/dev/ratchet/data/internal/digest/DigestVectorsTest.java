/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ratchet.data.DataType;
import dev.ratchet.data.NoMemoryLeft;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.arrow.Chunk;
import dev.ratchet.data.internal.arrow.ColumnWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

import static org.assertj.core.api.Assertions.assertThat;

/** Digests computed by a program in Python that knows docs/dataset-digest.md only. */
@ExtendWith(NoMemoryLeft.class)
class DigestVectorsTest {

    private static final int LARGE = 150_000;

    record Vector(
            String name,
            List<TableSchema.Field> fields,
            List<List<@Nullable Object>> values,
            String content,
            String multiset) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Vector> small() throws IOException {
        return vectors().stream().filter(vector -> !vector.fields().isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("small")
    void digests_equalThoseOfTheReference(Vector vector) {
        int rows = vector.values().get(0).size();
        for (int batchRows : List.of(1, 2, 1000)) {
            assertThat(ContentDigest.of(source(vector, rows, batchRows), 2).hex())
                    .isEqualTo(vector.content());
            assertThat(MultisetDigest.of(source(vector, rows, batchRows), 2)).isEqualTo(vector.multiset());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void digests_equalThoseOfTheReference_forSeveralBlocks(int threads) throws IOException {
        Vector expected = vectors().stream()
                .filter(vector -> vector.name().equals("three_blocks"))
                .findFirst()
                .orElseThrow();
        TableSchema schema = TableSchema.builder()
                .column("n", DataType.INT64)
                .column("x", DataType.FLOAT64)
                .column("s", DataType.STRING)
                .column("b", DataType.BOOLEAN)
                .build();
        List<IntFunction<@Nullable Object>> columns = List.of(
                i -> (long) i * i % 1_000_003,
                i -> i % 7 == 0 ? null : i / 8.0,
                i -> i % 11 == 0 ? null : "r" + i % 13,
                i -> i % 5 == 0 ? null : i % 3 == 0);
        for (int batchRows : List.of(65_536, 10_007, LARGE)) {
            assertThat(ContentDigest.of(new Written(schema, columns, LARGE, batchRows), threads)
                            .hex())
                    .isEqualTo(expected.content());
            assertThat(MultisetDigest.of(new Written(schema, columns, LARGE, batchRows), threads))
                    .isEqualTo(expected.multiset());
        }
    }

    @Test
    void fileDigest_equalsThatOfTheReference(@TempDir Path folder) throws IOException {
        byte[] large = new byte[5 << 19];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31);
        }
        assertThat(FileDigest.of(Files.write(folder.resolve("empty"), new byte[0])))
                .isEqualTo("0f69ac4419600061c05fb2186646721c3a510be14bb62479385644cffe6c35b1");
        assertThat(FileDigest.of(Files.writeString(folder.resolve("abc"), "abc")))
                .isEqualTo("acdbbc97edf208c3b2ac25746a523f9f4e5be1c8eb2142670b59d327a4ae831d");
        assertThat(FileDigest.of(Files.write(folder.resolve("large"), large)))
                .isEqualTo("7c6c49eea4d1e3c6091852c80c75b31b86cb2d49847237d818c538a39bbc42ec");
    }

    private static BatchSource source(Vector vector, int rows, int batchRows) {
        List<IntFunction<@Nullable Object>> columns = new ArrayList<>();
        for (int i = 0; i < vector.fields().size(); i++) {
            DataType type = vector.fields().get(i).type();
            List<@Nullable Object> values = vector.values().get(i);
            columns.add(row -> java(type, values.get(row)));
        }
        return new Written(new TableSchema(vector.fields()), columns, rows, batchRows);
    }

    private static @Nullable Object java(DataType type, @Nullable Object json) {
        if (json == null) {
            return null;
        }
        return switch (type.kind()) {
            case BOOLEAN, STRING, CATEGORICAL -> json;
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> new BigInteger((String) json);
            case FLOAT32 -> Float.valueOf((String) json);
            case FLOAT64 -> Double.valueOf((String) json);
            case DECIMAL -> new BigDecimal((String) json);
            case DATE -> LocalDate.ofEpochDay(Long.parseLong((String) json));
            case TIME -> LocalTime.ofNanoOfDay(Long.parseLong((String) json) * 1000);
            case TIMESTAMP -> LocalDateTime.ofInstant(micros((String) json), ZoneOffset.UTC);
            case TIMESTAMP_UTC -> micros((String) json);
            case BINARY -> HexFormat.of().parseHex((String) json);
            case LIST -> {
                List<@Nullable Object> list = new ArrayList<>();
                ((List<?>) json).forEach(element -> list.add(java(type.element(), element)));
                yield list;
            }
        };
    }

    private static Instant micros(String text) {
        return Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS);
    }

    /** Batches of any size made from functions. */
    private static final class Written implements BatchSource {

        private final TableSchema schema;
        private final Deque<Batch> batches = new ArrayDeque<>();

        Written(TableSchema schema, List<IntFunction<@Nullable Object>> columns, int rows, int batchRows) {
            this.schema = schema;
            for (int first = 0; first < rows; first += batchRows) {
                List<Chunk> chunks = new ArrayList<>();
                int length = Math.min(batchRows, rows - first);
                for (int column = 0; column < schema.size(); column++) {
                    try (ColumnWriter writer = new ColumnWriter(schema.type(column), ArrowMemory.allocator())) {
                        for (int row = first; row < first + length; row++) {
                            writer.add(columns.get(column).apply(row));
                        }
                        chunks.add(writer.finish());
                    }
                }
                batches.add(new Batch(length, chunks));
            }
        }

        @Override
        public TableSchema schema() {
            return schema;
        }

        @Override
        public @Nullable Batch next() {
            return batches.poll();
        }

        @Override
        public void close() {
            batches.forEach(Batch::close);
        }
    }

    private static List<Vector> vectors() throws IOException {
        try (InputStream in =
                        Objects.requireNonNull(DigestVectorsTest.class.getResourceAsStream("/digest-vectors.json"));
                JsonParser json =
                        new JsonFactory().createParser(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
            json.nextToken();
            List<Vector> vectors = new ArrayList<>();
            for (Object each : (List<?>) Objects.requireNonNull(read(json))) {
                vectors.add(vector((Map<?, ?>) each));
            }
            return vectors;
        }
    }

    private static Vector vector(Map<?, ?> json) {
        List<TableSchema.Field> fields = new ArrayList<>();
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (Object each : (List<?>) Objects.requireNonNull(json.get("columns"))) {
            Map<?, ?> column = (Map<?, ?>) each;
            fields.add(new TableSchema.Field(
                    String.valueOf(column.get("name")), DataType.parse(String.valueOf(column.get("type")))));
            values.add(new ArrayList<>((List<?>) Objects.requireNonNull(column.get("values"))));
        }
        return new Vector(
                String.valueOf(json.get("case")),
                fields,
                values,
                String.valueOf(json.get("content-1")),
                String.valueOf(json.get("multiset-1")));
    }

    private static @Nullable Object read(JsonParser json) throws IOException {
        switch (json.currentToken()) {
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(json));
                }
                return list;
            }
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    map.put(name, read(json));
                }
                return map;
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return json.getBooleanValue();
            }
            case VALUE_NULL -> {
                return null;
            }
            default -> {
                return json.getText();
            }
        }
    }
}
