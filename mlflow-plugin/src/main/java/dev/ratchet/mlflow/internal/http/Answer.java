/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a server answered, success or not.
 *
 * @param status HTTP status
 * @param headers HTTP headers
 * @param text the body; empty for a download that went to a file
 * @param attempts how many requests it took
 */
public record Answer(int status, HttpHeaders headers, String text, int attempts) {

    static Answer of(HttpResponse<byte[]> response, int attempts) {
        // None when a proxy refuses to open a tunnel.
        byte @Nullable [] body = response.body();
        String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        return new Answer(response.statusCode(), response.headers(), text, attempts);
    }

    /** Whether the server did what was asked. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether an old server says that it does not know the endpoint: a known one answers 404 in JSON. */
    public boolean isUnknownEndpoint() {
        return status == 404 && errorCode().isEmpty();
    }

    /** A header's first value, or empty text. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Whether the body says that it is JSON. */
    public boolean isJson() {
        return header("Content-Type").toLowerCase(Locale.ROOT).contains("json");
    }

    /** The body as JSON; missing fields and bodies that are not JSON give {@link JsonNode#isMissingNode missing} nodes. */
    public JsonNode json() {
        return JsonText.readLeniently(text);
    }

    /** MLflow's error code, or empty text. */
    public String errorCode() {
        return isSuccess() ? "" : json().path("error_code").asText("");
    }

    /** Whether the server answered with this status and this error code. */
    public boolean is(int wantedStatus, String wantedCode) {
        return status == wantedStatus && errorCode().equals(wantedCode);
    }
}
