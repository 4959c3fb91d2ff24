/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import dev.ratchet.RatchetException;
import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.DataType;
import dev.ratchet.data.TableSchema;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what the user declared against what the header says. */
final class DeclaredTypes {

    private final Path file;
    private final CsvOptions options;

    DeclaredTypes(Path file, CsvOptions options) {
        this.file = file;
        this.options = options;
    }

    Map<String, DataType> of(List<String> names) {
        Map<String, DataType> declared = new HashMap<>();
        Optional<TableSchema> schema = options.schema();
        if (schema.isPresent()) {
            if (!schema.get().names().equals(names)) {
                throw new RatchetException(
                        "'" + file + "' does not have the columns of the declared schema. Its header is " + names
                                + ", the schema has " + schema.get().names() + "." + hint(names));
            }
            schema.get().fields().forEach(field -> declared.put(field.name(), field.type()));
        }
        declared.putAll(options.types());
        declared.forEach((name, type) -> {
            if (!names.contains(name)) {
                throw new RatchetException("'" + file + "' has no column '" + name + "', for which type " + type
                        + " is declared. Its columns are " + names + "." + hint(names));
            }
            if (type.kind() == DataType.Kind.LIST || type.kind() == DataType.Kind.BINARY) {
                throw new RatchetException("Column '" + name + "' cannot be read as " + type
                        + " from CSV; read it as string, or keep the data as Parquet.");
            }
        });
        return declared;
    }

    private String hint(List<String> names) {
        return names.size() > 1
                ? ""
                : " There is only one: perhaps the delimiter is not '" + options.delimiter() + "'; set it by"
                        + " CsvOptions.builder().delimiter(...).";
    }
}
