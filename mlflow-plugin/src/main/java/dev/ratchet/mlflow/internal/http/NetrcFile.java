/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** User names and passwords by host, in the format that Python's {@code netrc} reads. */
final class NetrcFile {

    private static final String DEFAULT = "default";

    private final String text;
    private final Map<String, Login> logins = new HashMap<>();
    private int at;

    private NetrcFile(String text) {
        this.text = text;
    }

    /** Who to be on a host. */
    record Login(String user, String password) {

        @Override
        public String toString() {
            return "a login";
        }
    }

    /**
     * The login for a host, else the one for every host.
     *
     * @throws IllegalArgumentException when the text is not in the format; the message tells the line alone
     */
    static Optional<Login> find(String text, String host) {
        NetrcFile file = new NetrcFile(text);
        file.read();
        Login login = file.logins.getOrDefault(host, file.logins.get(DEFAULT));
        return Optional.ofNullable(login).filter(found -> !found.user.isEmpty() || !found.password.isEmpty());
    }

    private void read() {
        String token = next();
        while (token != null) {
            switch (token) {
                case "machine" -> token = entry(value());
                case DEFAULT -> token = entry(DEFAULT);
                case "macdef" -> {
                    int end = text.indexOf("\n\n", at);
                    at = end < 0 ? text.length() : end;
                    token = next();
                }
                default -> throw wrong();
            }
        }
    }

    /** Reads what follows a machine, and gives the token after it. */
    private @Nullable String entry(String machine) {
        String user = "";
        String account = "";
        String password = "";
        while (true) {
            String token = next();
            switch (token == null ? "" : token) {
                case "login", "user" -> user = value();
                case "account" -> account = value();
                case "password" -> password = value();
                case "", "machine", DEFAULT, "macdef" -> {
                    logins.put(machine, new Login(user.isEmpty() ? account : user, password));
                    return token;
                }
                default -> throw wrong();
            }
        }
    }

    private String value() {
        String token = token();
        if (token == null) {
            throw wrong();
        }
        return token;
    }

    /** The next word that is not in a comment. */
    private @Nullable String next() {
        String token = token();
        while (token != null && token.startsWith("#")) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
            token = token();
        }
        return token;
    }

    private @Nullable String token() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return null;
        }
        boolean quoted = text.charAt(at) == '"';
        StringBuilder token = new StringBuilder();
        for (at += quoted ? 1 : 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted ? c == '"' : isBlank(c)) {
                at += quoted ? 1 : 0;
                return token.toString();
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
            }
            token.append(text.charAt(at));
        }
        return token.toString();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private IllegalArgumentException wrong() {
        long line = text.substring(0, at).lines().count();
        return new IllegalArgumentException("line " + Math.max(1, line)
                + " is not understood; a login is 'machine <host> login <name> password <word>'");
    }
}
