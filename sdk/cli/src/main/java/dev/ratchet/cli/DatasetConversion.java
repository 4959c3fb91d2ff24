/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Texts;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Converts one file. Apart from its command, so that the command loads without the classes of tables. */
final class DatasetConversion {

    private final CliContext context;
    private final FileOptions options;

    DatasetConversion(CliContext context, FileOptions options) {
        this.context = context;
        this.options = options;
    }

    void convert(Path from, Path to) {
        long rows = Activity.during(
                context,
                "Converting '" + from + "'",
                now -> DatasetFiles.open(from, options).convertTo(to));
        if (options.json()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("from", from.toString());
            json.put("to", to.toString());
            json.put("rows", rows);
            context.json(json);
        } else {
            context.out().println("Written: " + to + " (" + Texts.count(rows, "row") + ")");
        }
    }
}
