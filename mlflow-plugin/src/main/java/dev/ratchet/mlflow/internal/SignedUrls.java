/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ratchet.RatchetException;
import dev.ratchet.mlflow.internal.http.SignedUrl;
import dev.ratchet.mlflow.internal.http.Transport;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Signed addresses as servers give them. */
final class SignedUrls {

    private SignedUrls() {}

    /** The address in a field and the headers beside it. */
    static SignedUrl of(Transport transport, JsonNode given, String field) {
        URI uri;
        try {
            uri = new URI(given.path(field).asText(""));
        } catch (URISyntaxException e) {
            uri = URI.create("");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new RatchetException("The server at " + transport.server()
                    + " gave an address of its storage that is none. Set MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD and"
                    + " MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD to false, so that files go through the server.");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        given.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new SignedUrl(uri, headers);
    }
}
