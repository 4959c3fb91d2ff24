/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.RatchetException;
import dev.ratchet.data.internal.profile.TableDescriber;
import dev.ratchet.dataset.DatasetIdentity;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Says to runs that use a part of a split how it was made, and what leaks. Thread-safe. */
final class SplitDescriber implements DatasetIdentity.Describer {

    private final Map<String, LeakageReport> found = new HashMap<>();
    private @Nullable DataSplit split;
    private @Nullable LeakageCheck asked;
    private @Nullable LeakageReport checked;

    /** The parts are made before the split is. */
    synchronized void describes(DataSplit whole) {
        split = whole;
    }

    /** Keeps the report of a check that somebody asked for, and its settings, which are better than guessed ones. */
    synchronized void checked(LeakageCheck check, LeakageReport report) {
        asked = check;
        checked = report;
        found.clear();
    }

    synchronized Optional<LeakageReport> checked() {
        return Optional.ofNullable(checked);
    }

    @Override
    public synchronized DatasetIdentity.Description describe(String label) {
        Map<String, String> artifacts = new LinkedHashMap<>();
        Map<String, String> tags = new LinkedHashMap<>();
        if (split != null) {
            artifacts.put(SplitRecord.ARTIFACT, split.record().toJson());
            tags.putAll(split.record().tags());
            try {
                Optional.ofNullable(report(split, label)).ifPresent(report -> {
                    artifacts.put(LeakageReport.ARTIFACT, report.toJson());
                    tags.put(LeakageReport.TAG, report.summary());
                });
            } catch (RatchetException e) {
                tags.put(LeakageReport.TAG, "not checked: " + e.getMessage());
            }
        }
        return new DatasetIdentity.Description(Map.of(), artifacts, tags);
    }

    /** Null where nobody has asked and there is nothing to be predicted. */
    private @Nullable LeakageReport report(DataSplit whole, String label) {
        if (label.isEmpty() || (asked != null && asked.hasTarget())) {
            return checked;
        }
        LeakageReport known = found.get(label);
        if (known != null) {
            return known;
        }
        if (!TableDescriber.isSmall(whole.train())) {
            throw new RatchetException("the training part has more than " + TableDescriber.MOST_CELLS
                    + " cells. Call LeakageCheck.of(split).target(\"" + label + "\").check() before training.");
        }
        LeakageCheck settings = asked != null ? asked : LeakageCheck.of(whole);
        boolean isThere = whole.train().indexOf(label) >= 0;
        LeakageReport report = settings.toTell(isThere ? label : null).find();
        found.put(label, report);
        return report;
    }
}
