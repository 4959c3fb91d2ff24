/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import java.util.Optional;

/**
 * Something by which one part of a split may give away another, or a column the target. Immutable.
 *
 * @param severity how bad it is
 * @param kind what it is
 * @param column the column where it is; empty for whole rows
 * @param figure how much: a share of rows, a number of keys or groups, or the strength of a column, as the message says
 * @param message what was found and what to do, in words; no values of cells
 */
public record LeakageFinding(Severity severity, Kind kind, Optional<String> column, double figure, String message) {

    /** How bad something is. */
    public enum Severity {
        /** To be looked at; there are harmless reasons. */
        WARNING,
        /** Figures on the later part are too good; strict checks fail. */
        ERROR
    }

    /** What was found. */
    public enum Kind {
        /** Equal rows on both sides. */
        ROWS_ON_BOTH_SIDES,
        /** Keys on both sides. */
        KEYS_ON_BOTH_SIDES,
        /** Groups on both sides. */
        GROUPS_ON_BOTH_SIDES,
        /** Training rows that are not before the others. */
        TIME_OVERLAP,
        /** A column that alone tells the target. */
        TARGET_GIVEN_AWAY,
        /** A column that names rows. */
        IDENTIFIER_LIKE,
        /** A column whose name says that it is known only after the event. */
        NAMED_AFTER_EVENT,
        /** A column with dates after the event. */
        DATED_AFTER_EVENT
    }
}
