/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.source;

import dev.ratchet.RatchetException;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/** Files of the same columns, one after the other. */
public final class FilesSource implements BatchSource {

    private final List<Path> files;
    private final Opener opener;
    private final TableSchema schema;
    private BatchSource open;
    private int at;

    /** Opens one file. */
    public interface Opener {

        /**
         * Opens a file.
         *
         * @param file the file
         * @param wanted the columns of the first file, for formats that leave them open; null for the first one
         */
        BatchSource open(Path file, @Nullable TableSchema wanted);
    }

    /** Opens the first file. */
    public FilesSource(List<Path> files, Opener opener) {
        this.files = List.copyOf(files);
        this.opener = opener;
        this.open = opener.open(files.get(0), null);
        this.schema = open.schema();
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    @Override
    public @Nullable Batch next() {
        Batch batch = open.next();
        while (batch == null && at + 1 < files.size()) {
            open.close();
            at++;
            open = opener.open(files.get(at), schema);
            check();
            batch = open.next();
        }
        return batch;
    }

    private void check() {
        List<TableSchema.Field> wanted = schema.fields();
        List<TableSchema.Field> found = open.schema().fields();
        for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
            String first = i < wanted.size() ? text(wanted.get(i)) : "nothing";
            String here = i < found.size() ? text(found.get(i)) : "nothing";
            if (!first.equals(here)) {
                throw new RatchetException("'" + files.get(at) + "' does not fit to '" + files.get(0) + "': column "
                        + (i + 1) + " is " + here + " instead of " + first + ". Files of one table have the same names"
                        + " and types in the same order; declare types, or read the files one by one.");
            }
        }
    }

    private static String text(TableSchema.Field field) {
        return "'" + field.name() + "' (" + field.type() + ")";
    }

    @Override
    public void close() {
        open.close();
    }
}
