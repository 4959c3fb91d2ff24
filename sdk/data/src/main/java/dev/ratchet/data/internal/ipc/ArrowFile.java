/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.ipc;

import dev.ratchet.RatchetException;
import dev.ratchet.data.DataType;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.arrow.Chunk;
import dev.ratchet.data.internal.arrow.Vectors;
import dev.ratchet.data.internal.duckdb.FileContent;
import dev.ratchet.data.internal.values.ForeignVectors;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An Arrow file, an Arrow stream or a Feather file (version 2) as batches; which one is told by its first bytes. */
public final class ArrowFile implements BatchSource {

    private static final String UNREADABLE_TYPE = "Library only supports";

    private final Path file;
    private final ArrowReader reader;
    private final FileMemory memory;
    private final List<Field> fields;
    private final TableSchema schema;
    private long rowsBefore;
    private boolean closed;

    private ArrowFile(Path file, ArrowReader reader, FileMemory memory) throws IOException {
        this.file = file;
        this.reader = reader;
        this.memory = memory;
        this.fields = reader.getVectorSchemaRoot().getSchema().getFields();
        List<String> names =
                FileContent.names(file, fields.stream().map(Field::getName).toList());
        TableSchema.Builder found = TableSchema.builder();
        for (int i = 0; i < names.size(); i++) {
            found.column(names.get(i), type(fields.get(i)));
        }
        this.schema = found.build();
    }

    /**
     * Reads the schema.
     *
     * @throws RatchetException when it is no such file, or has a column of a type that tables do not have
     */
    public static BatchSource open(Path file) {
        ArrowMemory.allocator();
        FileContent.require(file);
        FileMemory memory =
                new FileMemory(ArrowMemory.allocator(), file.toFile().length());
        ArrowReader reader = null;
        try {
            reader = ArrowFormat.of(file) == ArrowFormat.FILE
                    ? new ArrowFileReader(FileChannel.open(file), memory)
                    : new ArrowStreamReader(new BufferedInputStream(Files.newInputStream(file)), memory);
            return new ArrowFile(file, reader, memory);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            close(reader);
            memory.close();
            throw explain(file, e);
        }
    }

    private static void close(@Nullable ArrowReader reader) {
        try {
            if (reader != null) {
                reader.close();
            }
        } catch (IOException | RuntimeException e) {
            // The first error is told.
        }
    }

    private static RatchetException explain(Path file, Throwable e) {
        if (e instanceof RatchetException told) {
            return told;
        }
        if (String.valueOf(e.getMessage()).contains("arrow-compression")) {
            return new RatchetException(
                    "'" + file
                            + "' is compressed, which needs org.apache.arrow:arrow-compression on the class path. Add"
                            + " it, or write the file without compression.",
                    e);
        }
        if (e instanceof UnsupportedOperationException
                || String.valueOf(e.getMessage()).startsWith(UNREADABLE_TYPE)) {
            return new RatchetException(
                    "'" + file + "' has a column of a type that Arrow for Java does not read ("
                            + FileContent.sentence(e)
                            + "). Write the file without it, or as a type that tables have (text, for example).",
                    e);
        }
        return new RatchetException(
                "'" + file + "' cannot be read as Arrow: "
                        + FileContent.sentence(e)
                        + ". The file may be damaged or cut off; copy, download or write it again.",
                e);
    }

    private DataType type(Field field) throws IOException {
        DictionaryEncoding encoding = field.getDictionary();
        if (encoding != null) {
            // Of a stream the dictionaries come later, but the field has the type of the texts.
            DataType decoded = ArrowTypes.of(dictionaryField(encoding)).orElseThrow(() -> unknown(field));
            return decoded.isText() ? DataType.CATEGORICAL : decoded;
        }
        return ArrowTypes.of(field).orElseThrow(() -> unknown(field));
    }

    private Field dictionaryField(DictionaryEncoding encoding) throws IOException {
        Map<Long, Dictionary> dictionaries = reader.getDictionaryVectors();
        return Objects.requireNonNull(dictionaries.get(encoding.getId()), "a dictionary is missing")
                .getVector()
                .getField();
    }

    private RatchetException unknown(Field field) {
        return new RatchetException("'" + file + "', column '" + field.getName() + "' is of Arrow's type "
                + describe(field)
                + ", which tables do not have. Write the file without it, or as a type that tables have"
                + " (text, for example).");
    }

    private static String describe(Field field) {
        if (field.getDictionary() != null) {
            return "Dictionary";
        }
        boolean list = ArrowTypes.isList(field);
        return list ? "List of " + describe(field.getChildren().get(0)) : String.valueOf(field.getType());
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    @Override
    public @Nullable Batch next() {
        List<Chunk> columns = new ArrayList<>();
        try {
            if (!reader.loadNextBatch()) {
                return null;
            }
            int rows = reader.getVectorSchemaRoot().getRowCount();
            List<FieldVector> vectors = reader.getVectorSchemaRoot().getFieldVectors();
            for (int i = 0; i < vectors.size(); i++) {
                if (vectors.get(i).getValueCount() != rows) {
                    throw new IllegalStateException(
                            "column '" + schema.fields().get(i).name() + "' has "
                                    + vectors.get(i).getValueCount() + " values in a batch of " + rows + " rows");
                }
            }
            for (int i = 0; i < vectors.size(); i++) {
                columns.add(column(i, vectors.get(i)));
            }
            rowsBefore += rows;
            memory.tidy();
            return new Batch(rows, columns);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // A damaged length asks for more than there is.
            columns.forEach(Chunk::release);
            throw explain(file, e);
        }
    }

    private Chunk column(int column, FieldVector vector) throws IOException {
        if (ArrowTypes.isOurs(vector.getField())) {
            // Offsets that point outside of the memory, as in damaged files; of others each cell is looked at.
            validate(column, vector);
        }
        DataType type = schema.type(column);
        DictionaryEncoding encoding = fields.get(column).getDictionary();
        try {
            if (encoding == null) {
                return plain(type, vector);
            }
            Dictionary dictionary = Objects.requireNonNull(reader.lookup(encoding.getId()));
            if (type.kind() == DataType.Kind.CATEGORICAL) {
                return ForeignVectors.decode(vector, dictionary.getVector());
            }
            try (FieldVector decoded = (FieldVector) DictionaryEncoder.decode(vector, dictionary, memory)) {
                return plain(type, decoded);
            }
        } catch (ForeignVectors.RefusedCell e) {
            throw new RatchetException(
                    "'" + file + "', row " + (rowsBefore + e.row() + 1) + ", column '"
                            + schema.fields().get(column).name() + "': " + e.getMessage()
                            + ". Round or convert the column where the file is written.",
                    e);
        }
    }

    private void validate(int column, FieldVector vector) {
        try {
            vector.validateFull();
        } catch (RuntimeException e) {
            throw new RatchetException(
                    "'" + file + "', column '" + schema.fields().get(column).name() + "': " + FileContent.sentence(e)
                            + ". The file is damaged; copy, download or write it again.",
                    e);
        }
    }

    private static Chunk plain(DataType type, FieldVector vector) {
        return ArrowTypes.isOurs(vector.getField())
                ? new Chunk(type, Vectors.move(vector, ArrowMemory.allocator()))
                : ForeignVectors.copy(type, vector);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            close(reader);
            memory.close();
        }
    }
}
