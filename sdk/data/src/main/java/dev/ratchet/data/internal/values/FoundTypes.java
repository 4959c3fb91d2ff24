/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.values;

import dev.ratchet.data.TableSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Says which types were found for columns without a declared one: the next file may look different. */
public final class FoundTypes {

    private static final Logger LOG = LoggerFactory.getLogger(FoundTypes.class);
    private static final int SHOWN = 20;

    private FoundTypes() {}

    /** Logs the columns whose types were found; nothing when there are none. */
    public static void report(Path file, List<TableSchema.Field> found) {
        if (found.isEmpty() || !LOG.isInfoEnabled()) {
            return;
        }
        String types = found.stream()
                .limit(SHOWN)
                .map(field -> field.name() + " " + field.type())
                .collect(Collectors.joining(", "));
        String more = found.size() > SHOWN ? " and " + (found.size() - SHOWN) + " more" : "";
        LOG.info(
                "'{}': types that were found, not declared: {}{}. A schema file keeps them for later files"
                        + " (TableSchema.toJson, TableSchema.read).",
                file,
                types,
                more);
    }
}
