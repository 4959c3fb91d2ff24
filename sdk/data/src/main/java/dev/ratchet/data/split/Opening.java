/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.Run;
import dev.ratchet.data.internal.json.JsonText;
import dev.ratchet.dataset.DatasetDigest;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * That a test part was opened. Immutable.
 *
 * @param digest the part: its rows in any order
 * @param time when
 * @param purpose why, and for which run, decision and model
 * @param number how often these rows had been opened then, this time included
 */
public record Opening(DatasetDigest digest, Instant time, Purpose purpose, int number) {

    /** Why what is measured on these rows is worth less. */
    public enum Warning {
        /** The rows had been opened before, so that a choice may have been made by them. */
        OPENED_BEFORE,
        /** No final model was named, so that one may be chosen by these rows. */
        NO_FINAL_MODEL
    }

    /** What is wrong with it; empty for the first opening for a final model. */
    public Set<Warning> warnings() {
        Set<Warning> warnings = EnumSet.noneOf(Warning.class);
        if (number > 1) {
            warnings.add(Warning.OPENED_BEFORE);
        }
        if (purpose.finalModel().isEmpty()) {
            warnings.add(Warning.NO_FINAL_MODEL);
        }
        return warnings;
    }

    /**
     * Logs the opening as tag {@code ratchet.test.opened}, in JSON, and what is wrong with it as tag {@code
     * ratchet.test.warnings}, or {@code none}.
     */
    void logTo(Run run) {
        Map<String, Object> json = toJsonValue();
        json.put("number", number);
        String wrong = warnings().isEmpty()
                ? "none"
                : warnings().stream().map(Warning::name).collect(Collectors.joining(", "));
        run.setTags(Map.of("ratchet.test.opened", JsonText.write(json), "ratchet.test.warnings", wrong));
    }

    /** As it stands in a line of the openings. */
    Map<String, Object> toJsonValue() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("digest", digest.toString());
        json.put("time", time.toString());
        json.put("purpose", purpose.text());
        purpose.run().ifPresent(id -> json.put("run", id));
        purpose.decision().ifPresent(id -> json.put("decision", id));
        purpose.finalModel().ifPresent(name -> json.put("model", name));
        return json;
    }
}
