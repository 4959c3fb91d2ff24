/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.net.URI;
import java.util.Map;

/**
 * An address of storage that carries the right to use it in its query, so all of it is a secret.
 *
 * @param uri with the signature
 * @param headers that must go with it
 */
public record SignedUrl(URI uri, Map<String, String> headers) {

    /** Copies the headers. */
    public SignedUrl {
        headers = Map.copyOf(headers);
    }

    /** Where it is: scheme, host and port alone. */
    String origin() {
        return uri.getScheme() + "://"
                + uri.getRawAuthority().substring(uri.getRawAuthority().lastIndexOf('@') + 1);
    }

    /** Without path, query and headers. */
    @Override
    public String toString() {
        return origin() + "/...";
    }
}
