/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.profile;

import dev.ratchet.data.Table;
import dev.ratchet.data.internal.split.TablePart;
import dev.ratchet.data.profile.DataProfile;
import dev.ratchet.dataset.DatasetIdentity;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says of a table what is in its columns, and how it was split where it is a part. Thread-safe. */
public final class TableDescriber implements DatasetIdentity.Describer {

    /** More cells would take seconds that nobody has asked for. */
    public static final long MOST_CELLS = 1L << 21;

    private static final Pattern NOT_IN_FILE_NAMES = Pattern.compile("[^\\p{Alnum}._-]");

    private final Table table;
    private final @Nullable TablePart part;
    private @Nullable DataProfile profile;

    /**
     * Describes a table.
     *
     * @param part which part of a split it is; null for none
     */
    public TableDescriber(Table table, @Nullable TablePart part) {
        this.table = table;
        this.part = part;
    }

    /** Whether a table is small enough to be looked at without being asked. */
    public static boolean isSmall(Table table) {
        return (long) table.rowCount() * table.schema().size() <= MOST_CELLS;
    }

    /** The profile of a table, from its describer where that has one. */
    public static DataProfile profileOf(Table table) {
        return table.identity().describer() instanceof TableDescriber own ? own.profile() : DataProfile.of(table);
    }

    private synchronized DataProfile profile() {
        if (profile == null) {
            profile = DataProfile.of(table);
        }
        return profile;
    }

    @Override
    public DatasetIdentity.Description describe(String label) {
        Map<String, Object> facts = new LinkedHashMap<>();
        Map<String, String> artifacts = new LinkedHashMap<>();
        Map<String, String> tags = new LinkedHashMap<>();
        Optional.ofNullable(part).ifPresent(of -> facts.put("part", of.role()));
        if (isSmall(table)) {
            DataProfile own = profile();
            facts.putAll(own.toSummaryValue());
            String file = NOT_IN_FILE_NAMES.matcher(table.name()).replaceAll("_");
            artifacts.put("profile/" + file + ".json", own.toJson());
        } else {
            facts.put("not_profiled", "more than " + MOST_CELLS + " cells");
        }
        if (part != null) {
            DatasetIdentity.Description split = part.split().describe(label);
            facts.putAll(split.profile());
            artifacts.putAll(split.artifacts());
            tags.putAll(split.tags());
        }
        return new DatasetIdentity.Description(facts, artifacts, tags);
    }
}
