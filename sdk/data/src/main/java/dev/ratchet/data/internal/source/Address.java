/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address of data and what of it may be shown. */
public final class Address {

    private static final String SECRET = "user|uid|passw|pwd|pass|secret|token|credential|key|signature";
    private static final Pattern USER_INFO = Pattern.compile("//[^?;]*@");
    private static final Pattern ORACLE = Pattern.compile("^(jdbc:oracle:[a-zA-Z0-9]+:)[^@]*@");
    private static final Pattern PARAMETER =
            Pattern.compile("([?&;])([^=?&;]*(?i:" + SECRET + ")[^=?&;]*)=(\\{[^}]*}|[^&;]*)");
    private static final Pattern USER_NAME = Pattern.compile("^(?i:user|uid)");
    private static final Pattern SECRET_NAME = Pattern.compile("(?i)" + SECRET);

    private final String given;
    private final List<String> secrets = new ArrayList<>();
    /** Short ones may be parts of words, which stay. */
    private final List<String> users = new ArrayList<>();

    /** Takes the address and what else is given beside it. */
    public Address(String given, Properties properties) {
        this.given = given;
        for (Matcher found = PARAMETER.matcher(given); found.find(); ) {
            boolean user = USER_NAME.matcher(found.group(2)).find();
            (user ? users : secrets).add(found.group(3));
        }
        for (Matcher found = USER_INFO.matcher(given); found.find(); ) {
            String info = given.substring(found.start() + 2, found.end() - 1);
            secrets.add(info);
            secrets.add(info.substring(info.indexOf(':') + 1));
        }
        for (String name : properties.stringPropertyNames()) {
            if (SECRET_NAME.matcher(name).find()
                    && !name.toLowerCase(Locale.ROOT).startsWith("user")) {
                secrets.add(properties.getProperty(name));
            }
        }
        secrets.removeIf(String::isBlank);
        users.removeIf(String::isBlank);
    }

    /** The address without user, password and other secrets. */
    public String shown() {
        String plain = USER_INFO.matcher(given).replaceAll("//");
        plain = ORACLE.matcher(plain).replaceAll("$1@");
        plain = PARAMETER.matcher(plain).replaceAll("$1");
        return plain.replaceAll("([?&;])[&;]+", "$1").replaceAll("[?&;]+$", "");
    }

    /** An error's message, its first line, without secrets and without a full stop at the end. */
    public String clean(Throwable e) {
        String text = String.valueOf(e.getMessage()).replace(given, shown());
        for (String secret : secrets) {
            text = text.replace(secret, "***");
        }
        for (String user : users) {
            text = text.replaceAll("\\b" + Pattern.quote(user) + "\\b", "***");
        }
        String line = text.strip().lines().findFirst().orElse("").strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /** Whether an error may be kept as a cause: its message goes into stack traces. */
    public boolean isHarmless(Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            String message = String.valueOf(at.getMessage());
            if (secrets.stream().anyMatch(message::contains)) {
                return false;
            }
        }
        return true;
    }
}
