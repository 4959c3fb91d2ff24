/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding. */
public final class Urls {

    private Urls() {}

    /** One segment of a path, or a value of a query: everything but letters, digits and {@code -._*} is encoded. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Every segment encoded, the slashes kept. */
    public static String encodePath(String path) {
        StringBuilder out = new StringBuilder();
        for (String segment : path.split("/", -1)) {
            out.append(out.length() == 0 ? "" : "/").append(encode(segment));
        }
        return out.toString();
    }

    /** {@code ?a=1&b=2} from names and values in turn. */
    public static String query(String... namesAndValues) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            out.append(i == 0 ? '?' : '&').append(namesAndValues[i]).append('=').append(encode(namesAndValues[i + 1]));
        }
        return out.toString();
    }
}
