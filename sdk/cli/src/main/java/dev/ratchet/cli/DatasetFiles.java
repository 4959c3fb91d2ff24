/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.RatchetException;
import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.TableFile;
import dev.ratchet.data.TableScan;
import dev.ratchet.data.TableSchema;
import dev.ratchet.dataset.DatasetDigest;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens files of rows as the options say, and tells about them. */
final class DatasetFiles {

    private DatasetFiles() {}

    static TableFile open(Path file, FileOptions options) {
        CsvOptions.Builder csv = CsvOptions.forFile(file);
        if (!options.nulls().isEmpty()) {
            options.nulls().add("");
            csv.nullTexts(options.nulls().stream().distinct().toArray(String[]::new));
        }
        @Nullable Character delimiter = options.delimiter();
        if (delimiter != null) {
            csv.delimiter(delimiter);
        }
        @Nullable Path schema = options.schema();
        if (schema != null) {
            csv.schema(TableSchema.read(schema));
        }
        try {
            return TableFile.of(file, csv.build());
        } catch (IllegalArgumentException e) {
            throw options.usage(String.valueOf(e.getMessage()));
        }
    }

    /** What every description of a file begins with. */
    static Map<String, @Nullable Object> json(TableFile file, TableScan scan, List<DatasetDigest> more) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("file", file.path().toString());
        json.put("name", file.name());
        json.put("rows", scan.rowCount());
        json.put("columns", scan.schema().size());
        json.put("mlflow_digest", scan.identity().mlflowDigest());
        Map<String, String> digests = new LinkedHashMap<>();
        scan.identity().digests().forEach(digest -> digests.put(digest.kind(), digest.hex()));
        more.forEach(digest -> digests.put(digest.kind(), digest.hex()));
        json.put("digests", digests);
        return json;
    }

    static void save(TableSchema schema, Path file) {
        try {
            Files.writeString(file, schema.toJson());
        } catch (IOException e) {
            throw new RatchetException(
                    "The schema cannot be written to '" + file + "' (" + e
                            + "). Give a file in a directory that is there.",
                    e);
        }
    }
}
