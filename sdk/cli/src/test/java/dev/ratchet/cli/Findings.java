/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** What a called doctor found. */
record Findings(Called called) {

    Map<String, @Nullable Object> of(String id) {
        return called.list("findings").stream()
                .filter(finding -> id.equals(finding.get("id")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no finding '" + id + "' in: " + called.out()));
    }

    boolean has(String id) {
        return called.list("findings").stream().anyMatch(finding -> id.equals(finding.get("id")));
    }

    String severity(String id) {
        return String.valueOf(of(id).get("severity"));
    }

    String text(String id) {
        Map<String, @Nullable Object> finding = of(id);
        return finding.get("what") + " | " + finding.get("why") + " | " + finding.get("fix");
    }
}
