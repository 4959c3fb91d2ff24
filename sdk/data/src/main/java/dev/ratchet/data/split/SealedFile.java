/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.RatchetException;
import dev.ratchet.data.DataType;
import dev.ratchet.data.ParquetOptions;
import dev.ratchet.data.Table;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.Tables;
import dev.ratchet.data.internal.json.JsonText;
import dev.ratchet.data.internal.source.Unfinished;
import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The file of a sealed part: a line of JSON that says what it is, then a Parquet file packed by gzip. The line keeps
 * readers and search tools from taking it for rows by accident.
 */
final class SealedFile {

    static final String FORMAT = "ratchet-sealed-1";

    private static final String ABOUT =
            "The sealed test part of a split. 'ratchet dataset open' and SealedPart.read hand"
                    + " out its rows, and write that down.";

    /** A longer line is no header. */
    private static final int LONGEST_LINE = 16 * 1024 * 1024;

    private SealedFile() {}

    static void write(SealedPart part, Path file) {
        Path hidden = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try (Unfinished folder = Unfinished.temporaryFolder();
                Unfinished sealed = new Unfinished(hidden)) {
            Path rows = folder.path().resolve("rows.parquet");
            Tables.writeParquet(part.unopened(), rows);
            try (OutputStream out = Files.newOutputStream(sealed.path())) {
                out.write((JsonText.write(header(part)) + "\n").getBytes(StandardCharsets.UTF_8));
                try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
                    Files.copy(rows, packed);
                }
            }
            Files.move(sealed.path(), file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new RatchetException("The sealed part cannot be written to '" + file + "': " + e, e);
        }
    }

    private static Map<String, Object> header(SealedPart part) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("format", FORMAT);
        header.put("about", ABOUT);
        header.put("name", part.unopened().name());
        header.put("rows", part.rowCount());
        header.put("digest", part.digest().toString());
        header.put("key", part.unopened().key());
        header.put("categorical", categorical(part.schema()));
        return header;
    }

    /** The types that Parquet files do not keep. */
    private static List<String> categorical(TableSchema schema) {
        return schema.fields().stream()
                .filter(field -> field.type().kind() == DataType.Kind.CATEGORICAL)
                .map(TableSchema.Field::name)
                .toList();
    }

    static SealedPart read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                Unfinished folder = Unfinished.temporaryFolder()) {
            Map<?, ?> header = header(in, file);
            Path rows = folder.path().resolve("rows.parquet");
            try (InputStream packed = new GZIPInputStream(in)) {
                Files.copy(packed, rows);
            }
            return part(file, rows, header);
        } catch (IOException e) {
            throw new RatchetException("The sealed part '" + file + "' cannot be read: " + e, e);
        }
    }

    private static Map<?, ?> header(InputStream in, Path file) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n' && line.size() < LONGEST_LINE; next = in.read()) {
            line.write(next);
        }
        try {
            if (JsonText.read(line.toString(StandardCharsets.UTF_8)) instanceof Map<?, ?> header
                    && FORMAT.equals(header.get("format"))) {
                return header;
            }
        } catch (IllegalArgumentException e) {
            throw new RatchetException(noSealedPart(file), e);
        }
        throw new RatchetException(noSealedPart(file));
    }

    private static String noSealedPart(Path file) {
        return "'" + file + "' is no sealed part of the form " + FORMAT + ", such as 'ratchet dataset split' writes as"
                + " test.sealed.";
    }

    private static SealedPart part(Path file, Path rows, Map<?, ?> header) {
        ParquetOptions.Builder options = ParquetOptions.builder().name(String.valueOf(header.get("name")));
        texts(header.get("categorical")).forEach(column -> options.type(column, DataType.CATEGORICAL));
        SealedPart part;
        try (Table plain = Tables.parquet(rows, options.build())) {
            part = SealedPart.seal(plain.withKey(texts(header.get("key")).toArray(String[]::new)));
        }
        if (!part.digest().toString().equals(header.get("digest"))) {
            part.close();
            throw new RatchetException("The rows in '" + file + "' are not those that were sealed: their digest is "
                    + part.digest() + ", not " + header.get("digest") + ". Split the data again.");
        }
        return part;
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }
}
