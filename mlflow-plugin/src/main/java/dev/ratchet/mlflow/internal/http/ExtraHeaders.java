/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.store.StoreSettings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Headers that go with every request to the server. Their values count as secrets. */
final class ExtraHeaders {

    private static final String VARIABLE = "RATCHET_HTTP_HEADERS";
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Set<String> OURS = Set.of(
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "origin",
            "proxy-authorization",
            "transfer-encoding",
            "upgrade",
            "x-mlflow-workspace");

    private static final Set<String> LEFT_OUT = Set.of(
            "access-control-request-headers",
            "access-control-request-method",
            "content-transfer-encoding",
            "keep-alive",
            "trailer",
            "via");

    private final Map<String, String> headers;
    private final String origin;

    private ExtraHeaders(Map<String, String> headers, String origin) {
        this.headers = headers;
        this.origin = origin;
    }

    /** Reads one {@code Name: value} a line. */
    static ExtraHeaders of(StoreSettings settings) {
        Map<String, String> headers = new LinkedHashMap<>();
        int number = 0;
        for (String line : settings.get(VARIABLE).orElse("").lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            if (!NAME.matcher(name).matches() || !value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 127))) {
                throw new MisconfiguredException("Line " + number + " of " + VARIABLE
                        + " is no header; write 'Name: value' in ASCII, one header a line.");
            }
            if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new MisconfiguredException(VARIABLE + " has the header " + name + ", which Ratchet sets itself."
                        + " For credentials use MLFLOW_TRACKING_TOKEN or MLFLOW_TRACKING_USERNAME and _PASSWORD.");
            }
            headers.put(name, value);
        }
        return new ExtraHeaders(headers, settings.origin(VARIABLE));
    }

    /** Whether there is one that a {@link java.net.HttpURLConnection} leaves out without a word. */
    boolean hasUnsendable() {
        return headers.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> LEFT_OUT.contains(name) || name.startsWith("sec-"));
    }

    void forEach(BiConsumer<String, String> action) {
        headers.forEach(action);
    }

    Secrets secrets() {
        return Secrets.of(new ArrayList<>(headers.values()));
    }

    /** The names and where they come from, empty where there are none. */
    String description() {
        return headers.isEmpty() ? "" : String.join(", ", List.copyOf(headers.keySet())) + " (from " + origin + ")";
    }

    @Override
    public String toString() {
        return "ExtraHeaders" + headers.keySet();
    }
}
