/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

/**
 * What of a run is compared.
 *
 * @param kind where it stands
 * @param key its name; of attributes MLflow's own, never an alias
 */
public record Field(Kind kind, String key) {

    /** The begin of a run, in milliseconds. */
    public static final String START_TIME = "start_time";

    /** The end of a run, in milliseconds. */
    public static final String END_TIME = "end_time";

    /** The kinds of values of a run. */
    public enum Kind {
        /** The latest value of a metric. */
        METRIC,
        /** The text of a param. */
        PARAM,
        /** The text of a tag. */
        TAG,
        /** What every run has. */
        ATTRIBUTE,
        /** Name, digest or context of any of its datasets. */
        DATASET
    }

    /** Whether its values are numbers; all others are texts. */
    public boolean isNumber() {
        return kind == Kind.METRIC || (kind == Kind.ATTRIBUTE && (key.equals(START_TIME) || key.equals(END_TIME)));
    }

    boolean isRunId() {
        return kind == Kind.ATTRIBUTE && key.equals("run_id");
    }
}
