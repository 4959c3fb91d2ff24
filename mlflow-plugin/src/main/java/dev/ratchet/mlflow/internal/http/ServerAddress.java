/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.MisconfiguredException;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Locale;

/**
 * Where a server is, in one spelling.
 *
 * @param base scheme and host in lower case, the port unless it is the scheme's default, the path without a slash at
 *     its end; no user info
 */
public record ServerAddress(String base) {

    /** Brings an address into its one spelling. */
    public static ServerAddress of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String shown = withoutUserInfo(uri);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new MisconfiguredException("The address '" + shown + "' is not one of an MLflow server; it must begin"
                    + " with http:// or https://. A database or a folder becomes one by"
                    + " `mlflow server --backend-store-uri <address>`.");
        }
        if (strayUserInfo(uri)) {
            throw new MisconfiguredException(
                    "The address '" + shown + "' has an '@' behind its host; if it is of a user"
                            + " and a password, write @ : / ? # in them as %40 %3A %2F %3F %23, as in"
                            + " http://user:p%40ss@host:5000.");
        }
        if (uri.getHost() == null) {
            throw new MisconfiguredException("The address '" + shown + "' has no usable host name: letters, digits, '-'"
                    + " and '.' are allowed. Use another name of the host or its IP address, as in http://host:5000.");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new MisconfiguredException("The address '" + shown
                    + "' is one of a page; give only the server's, up to" + " '?' and '#', as in http://host:5000.");
        }
        boolean defaultPort = uri.getPort() < 0 || uri.getPort() == (scheme.equals("http") ? 80 : 443);
        String path = uri.getRawPath() == null ? "" : uri.normalize().getRawPath();
        return new ServerAddress(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT)
                + (defaultPort ? "" : ":" + uri.getPort()) + path.replaceAll("/+$", ""));
    }

    /** An absolute address on the server; the path begins with a slash and is encoded. */
    public URI resolve(String path) {
        return URI.create(base + path);
    }

    /** Host and port as the server sees them in the Host header. */
    public String hostAndPort() {
        return URI.create(base).getRawAuthority();
    }

    /** The path prefix, or empty text. */
    public String prefix() {
        return URI.create(base).getRawPath();
    }

    /** An address that can be shown: without user info, query and fragment. */
    static String withoutUserInfo(URI uri) {
        if (strayUserInfo(uri)) {
            return uri.getScheme() + "://...";
        }
        String authority = uri.getRawAuthority();
        if (authority == null) {
            return uri.getScheme() + ":" + (uri.isOpaque() ? "..." : uri.getRawPath());
        }
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        @Nullable String path = uri.getRawPath();
        return uri.getScheme() + "://" + host + (path == null ? "" : path);
    }

    /** A slash in a password makes its beginning the host, and its end the path. */
    private static boolean strayUserInfo(URI uri) {
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        return uri.toString().lastIndexOf('@') >= 0 && !authority.contains("@");
    }

    @Override
    public String toString() {
        return base;
    }
}
