/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import org.jspecify.annotations.Nullable;

import java.util.stream.Stream;

/** What a record has of a field, as MLflow's database has it. */
interface Values<T> {

    /** The number of a field that {@linkplain Field#isNumber() is one}; null where there is none. */
    @Nullable
    Double number(T record, Field field);

    /** The text of any other field of which there is one at most; null where there is none. */
    @Nullable
    String text(T record, Field field);

    /** All texts of a field that is no number. */
    default Stream<String> texts(T record, Field field) {
        return Stream.ofNullable(text(record, field));
    }
}
