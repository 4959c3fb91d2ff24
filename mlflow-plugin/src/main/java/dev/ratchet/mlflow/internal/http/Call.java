/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;

/**
 * A request to make; immutable.
 *
 * @param method HTTP method
 * @param path below the server's address, encoded, with query
 * @param body JSON to send
 * @param upload a file to send in place of JSON
 * @param download where a successful answer's body goes; only what is not there yet is asked for
 * @param repeatable whether it may be sent again after an unknown outcome
 * @param finalStatuses answers that are not tried again although their status mostly passes
 * @param timeout the longest silence; the settings' where absent
 */
public record Call(
        String method,
        String path,
        @Nullable JsonNode body,
        @Nullable FileSource upload,
        @Nullable PartFile download,
        boolean repeatable,
        Set<Integer> finalStatuses,
        @Nullable Duration timeout) {

    private static Call of(String method, String path, @Nullable JsonNode body) {
        return new Call(method, path, body, null, null, true, Set.of(), null);
    }

    /** Reads. */
    public static Call get(String path) {
        return of("GET", path, null);
    }

    /** Sends JSON by {@code POST}; repeatable. */
    public static Call post(String path, JsonNode body) {
        return of("POST", path, body);
    }

    /** Sends JSON by any method; repeatable. */
    public static Call send(String method, String path, JsonNode body) {
        return of(method, path, body);
    }

    /** Deletes what the path names; repeatable. */
    public static Call delete(String path) {
        return of("DELETE", path, null);
    }

    /** Sends a file by {@code PUT}; repeatable. */
    public static Call put(String path, FileSource file) {
        return new Call("PUT", path, null, file, null, true, Set.of(), null);
    }

    /** Reads into a file. */
    public static Call download(String path, PartFile file) {
        return new Call("GET", path, null, null, file, true, Set.of(), null);
    }

    /** The same call, sent again only when it surely was not sent. */
    public Call once() {
        return new Call(method, path, body, upload, download, false, finalStatuses, timeout);
    }

    /** The same call, but an answer of this status is given back at once. */
    public Call withFinal(int status) {
        return new Call(method, path, body, upload, download, repeatable, Set.of(status), timeout);
    }

    /** The same call with another time-out. */
    public Call within(Duration silence) {
        return new Call(method, path, body, upload, download, repeatable, finalStatuses, silence);
    }

    /** What a person needs to tell calls apart: method and path without query. */
    public String shown() {
        int question = path.indexOf('?');
        return method + " " + (question < 0 ? path : path.substring(0, question));
    }
}
