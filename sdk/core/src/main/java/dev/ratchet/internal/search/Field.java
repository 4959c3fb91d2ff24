/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import java.util.Set;

/**
 * What of a record is compared.
 *
 * @param kind where it stands
 * @param key its name; of attributes MLflow's own, never an alias
 */
public record Field(Kind kind, String key) {

    /** The run, of a run itself and of a version. */
    public static final String RUN_ID = "run_id";

    /** The number of a version. */
    public static final String VERSION_NUMBER = "version_number";

    /** When a version was made, in milliseconds. */
    public static final String CREATED = "creation_timestamp";

    /** The begin of a run, in milliseconds. */
    public static final String START_TIME = "start_time";

    /** The end of a run, in milliseconds. */
    public static final String END_TIME = "end_time";

    private static final Set<String> NUMBERS = Set.of(START_TIME, END_TIME, VERSION_NUMBER, CREATED);

    /** The kinds of values. */
    public enum Kind {
        /** The latest value of a metric. */
        METRIC,
        /** The text of a param. */
        PARAM,
        /** The text of a tag. */
        TAG,
        /** What every record has. */
        ATTRIBUTE,
        /** Name, digest or context of any of its datasets. */
        DATASET
    }

    /** Whether its values are numbers; all others are texts. */
    public boolean isNumber() {
        return kind == Kind.METRIC || (kind == Kind.ATTRIBUTE && NUMBERS.contains(key));
    }
}
