/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.Run;
import dev.ratchet.data.internal.json.JsonText;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a {@link LeakageCheck} found. Immutable.
 *
 * @param findings the findings, errors first
 */
public record LeakageReport(List<LeakageFinding> findings) {

    /** The version of the form in JSON. */
    public static final String FORMAT = "ratchet-leakage-1";

    static final String ARTIFACT = "leakage.json";
    static final String TAG = "ratchet.leakage";

    /** Sorts errors to the front. */
    public LeakageReport {
        List<LeakageFinding> sorted = new ArrayList<>(findings);
        sorted.sort((one, two) -> two.severity().compareTo(one.severity()));
        findings = List.copyOf(sorted);
    }

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return findings.isEmpty();
    }

    /** Whether there is an error. */
    public boolean hasErrors() {
        return count(LeakageFinding.Severity.ERROR) > 0;
    }

    private long count(LeakageFinding.Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** In one line: {@code none}, or the number of errors and warnings. */
    public String summary() {
        return isEmpty()
                ? "none"
                : "errors: " + count(LeakageFinding.Severity.ERROR) + ", warnings: "
                        + count(LeakageFinding.Severity.WARNING);
    }

    /** For people, a line for each finding. */
    public String toText() {
        if (isEmpty()) {
            return "No leakage was found.\n";
        }
        StringBuilder text = new StringBuilder();
        findings.forEach(finding -> text.append(finding.severity())
                .append("  ")
                .append(finding.message())
                .append('\n'));
        return text.toString();
    }

    /** As JSON. */
    public String toJson() {
        List<Object> list = new ArrayList<>();
        for (LeakageFinding finding : findings) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            one.put("kind", finding.kind().name().toLowerCase(Locale.ROOT));
            finding.column().ifPresent(column -> one.put("column", column));
            one.put("figure", finding.figure());
            one.put("message", finding.message());
            list.add(one);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("findings", list);
        return JsonText.writePretty(json);
    }

    /** Logs the report as artifact {@code leakage.json} and its summary as tag {@code ratchet.leakage}. */
    public void logTo(Run run) {
        run.logText(toJson(), ARTIFACT);
        run.setTag(TAG, summary());
    }
}
