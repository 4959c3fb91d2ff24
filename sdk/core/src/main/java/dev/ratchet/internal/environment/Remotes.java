/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of repositories without what nobody else may see. */
final class Remotes {

    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)([^/]*)(.*)", Pattern.DOTALL);
    private static final Pattern SCP = Pattern.compile("([^/@]*(?::[^/@]*)?)@([^/:@]+:.*)", Pattern.DOTALL);
    private static final Pattern PLAIN_USER = Pattern.compile("[A-Za-z0-9_.-]+");

    private Remotes() {}

    /**
     * The address without user and password, query and fragment. Only ssh keeps its user, who is no secret
     * ({@code git@host:path}). A local path is shown without the home directory.
     */
    static String withoutCredentials(String address) {
        Matcher url = URL.matcher(address);
        if (url.matches()) {
            return url(url.group(1), url.group(2), url.group(3));
        }
        Matcher scp = SCP.matcher(address);
        if (scp.matches()) {
            return user(scp.group(1)) + scp.group(2);
        }
        return Paths.shorten(address);
    }

    private static String url(String scheme, String authority, String path) {
        String rest = path.replaceFirst("[?#].*", "");
        String host = authority.replaceFirst("[?#].*", "");
        int at = host.lastIndexOf('@');
        String user = at < 0 ? "" : host.substring(0, at);
        host = host.substring(at + 1);
        // A password with an unescaped slash: everything up to the last @ may belong to it.
        boolean brokenPassword = at >= 0 || !host.matches("(\\[[^]]*]|[^:]*)(:\\d*)?");
        if (brokenPassword && rest.contains("@")) {
            return scheme + rest.substring(rest.lastIndexOf('@') + 1);
        }
        boolean keepsUser = scheme.startsWith("ssh") || scheme.contains("+ssh");
        return scheme + (keepsUser ? user(user) : "") + host + rest;
    }

    private static String user(String userInfo) {
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        return PLAIN_USER.matcher(user).matches() ? user + "@" : "";
    }
}
