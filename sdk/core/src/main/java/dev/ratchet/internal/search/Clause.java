/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import java.util.List;

/** One comparison of a filter; a record has to meet all of them. */
public sealed interface Clause {

    /** What is compared. */
    Field field();

    /** A number is compared with a number. */
    record OfNumber(Field field, Operator operator, double value) implements Clause {}

    /** A text is compared with a text or a pattern. */
    record OfText(Field field, Operator operator, String value) implements Clause {}

    /** A text is in a list, or is in none of it. */
    record OfList(Field field, boolean negated, List<String> values) implements Clause {

        /** Copies the values. */
        public OfList {
            values = List.copyOf(values);
        }
    }

    /** The record has the param or the tag, or has it not. */
    record OfPresence(Field field, boolean present) implements Clause {}
}
