/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.compare;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * A text value of every run under one name.
 *
 * @param name what the values are of
 * @param values one per run, null where the run has none
 */
public record Row(String name, List<@Nullable String> values) {

    /** Whether the runs do not agree. */
    public boolean differs() {
        return values.stream().anyMatch(value -> !Objects.equals(value, values.get(0)));
    }
}
