/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

import java.nio.file.Path;
import java.util.List;

/** What every command that reads rows and looks at no store takes. */
final class FileOptions extends OutputOptions {

    @Mixin
    private RowOptions rows = new RowOptions();

    RowOptions rows() {
        return rows;
    }

    @Nullable
    Path schema() {
        return rows.schema();
    }

    List<String> nulls() {
        return rows.nulls();
    }

    @Nullable
    Character delimiter() {
        return rows.delimiter();
    }
}
