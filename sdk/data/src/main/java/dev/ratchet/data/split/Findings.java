/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects findings. */
final class Findings {

    private final List<LeakageFinding> found = new ArrayList<>();

    void error(LeakageFinding.Kind kind, @Nullable String column, double figure, String message) {
        add(LeakageFinding.Severity.ERROR, kind, column, figure, message);
    }

    void warning(LeakageFinding.Kind kind, @Nullable String column, double figure, String message) {
        add(LeakageFinding.Severity.WARNING, kind, column, figure, message);
    }

    void add(
            LeakageFinding.Severity severity,
            LeakageFinding.Kind kind,
            @Nullable String column,
            double figure,
            String message) {
        found.add(new LeakageFinding(severity, kind, Optional.ofNullable(column), figure, message));
    }

    LeakageReport report() {
        return new LeakageReport(found);
    }
}
