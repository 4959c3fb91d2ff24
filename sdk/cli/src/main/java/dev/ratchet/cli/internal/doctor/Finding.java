/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.doctor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that the doctor looked at.
 *
 * @param id a stable name, such as {@code server.credentials}
 * @param severity how bad it is
 * @param what what was found
 * @param why why it matters, empty when all is well
 * @param fix the command or the step that mends it, empty where nothing is to be mended
 */
public record Finding(String id, Severity severity, String what, String why, String fix) {

    /** How bad a finding is. */
    public enum Severity {
        /** Well. */
        OK,
        /** Worth knowing. */
        INFO,
        /** May hurt. */
        WARNING,
        /** Does hurt: the command ends with 1. */
        PROBLEM
    }

    static Finding ok(String id, String what) {
        return new Finding(id, Severity.OK, what, "", "");
    }

    static Finding info(String id, String what, String why, String fix) {
        return new Finding(id, Severity.INFO, what, why, fix);
    }

    static Finding warning(String id, String what, String why, String fix) {
        return new Finding(id, Severity.WARNING, what, why, fix);
    }

    static Finding problem(String id, String what, String why, String fix) {
        return new Finding(id, Severity.PROBLEM, what, why, fix);
    }

    /** The finding as JSON. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("severity", severity.name().toLowerCase(java.util.Locale.ROOT));
        json.put("what", what);
        json.put("why", why);
        json.put("fix", fix);
        return json;
    }
}
