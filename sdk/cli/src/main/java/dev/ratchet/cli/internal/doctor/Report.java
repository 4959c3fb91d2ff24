/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.doctor;

import dev.ratchet.store.ServerDescription;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the doctor found.
 *
 * @param variables the names of the settings that the environment gives
 * @param store where the local store is or would be
 * @param server what the server says of itself, where one answered
 * @param findings what was looked at, in order
 */
public record Report(List<String> variables, String store, Optional<ServerDescription> server, List<Finding> findings) {

    /** Copies the lists. */
    public Report {
        variables = List.copyOf(variables);
        findings = List.copyOf(findings);
    }

    /** How many findings are so bad. */
    public long count(Finding.Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** Whether nothing is a problem. */
    public boolean isHealthy() {
        return count(Finding.Severity.PROBLEM) == 0;
    }

    /** The report as JSON. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("healthy", isHealthy());
        json.put("variables", variables);
        json.put("store", store);
        json.put("server", server.map(Report::serverJson).orElse(null));
        json.put("findings", findings.stream().map(Finding::toJson).toList());
        return json;
    }

    private static Map<String, Object> serverJson(ServerDescription server) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("product", server.product());
        json.put("version", server.version());
        json.put("address", server.address());
        json.put("capabilities", new TreeMap<>(server.capabilities()));
        json.put("clock_skew_ms", server.clockSkewMillis());
        return json;
    }
}
