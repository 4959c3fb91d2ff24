/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.io;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of people as names of files that every platform takes, one to one, and paths inside a store. */
public final class FileNames {

    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-. ()+,=@#!&";
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");
    private static final Pattern NUMBERED_DEVICE = Pattern.compile("(com|lpt)[0-9]");

    private FileNames() {}

    /** Encodes everything but plain characters as {@code %XX} of its UTF-8 bytes; also what Windows reserves. */
    public static String encode(String name) {
        StringBuilder encoded = new StringBuilder();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xFF);
            boolean edge = i == 0 || i == bytes.length - 1;
            if (PLAIN.indexOf(c) >= 0 && !(edge && (c == '.' || c == ' '))) {
                encoded.append(c);
            } else {
                hex(encoded, bytes[i]);
            }
        }
        String stem = encoded.toString().toLowerCase(java.util.Locale.ROOT);
        stem = stem.contains(".") ? stem.substring(0, stem.indexOf('.')) : stem;
        if (DEVICES.contains(stem) || NUMBERED_DEVICE.matcher(stem).matches()) {
            String rest = encoded.substring(1);
            encoded.setLength(0);
            hex(encoded, bytes[0]);
            encoded.append(rest);
        }
        return encoded.toString();
    }

    private static void hex(StringBuilder out, byte b) {
        out.append('%')
                .append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)))
                .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
    }

    /** Gives back what was encoded. */
    public static String decode(String encoded) {
        byte[] bytes = new byte[encoded.length()];
        int length = 0;
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == '%' && i + 2 < encoded.length()) {
                bytes[length++] = (byte) Integer.parseInt(encoded.substring(i + 1, i + 3), 16);
                i += 2;
            } else {
                bytes[length++] = (byte) encoded.charAt(i);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Encodes every segment of a path that is separated by {@code /}. */
    public static String encodePath(String path) {
        StringBuilder encoded = new StringBuilder();
        for (String segment : path.split("/", -1)) {
            if (encoded.length() > 0) {
                encoded.append('/');
            }
            encoded.append(encode(segment));
        }
        return encoded.toString();
    }

    /**
     * Checks a relative path inside a store and gives it with {@code /}.
     *
     * @throws IllegalArgumentException when it is empty, absolute, or leaves the store
     */
    public static String checkPath(String path) {
        String slashed = path.replace('\\', '/');
        if (slashed.isEmpty() || slashed.startsWith("/") || slashed.endsWith("/")) {
            throw new IllegalArgumentException(
                    "path '" + path + "' is not allowed: give a relative path of a file" + " such as 'plots/roc.svg'");
        }
        for (String segment : slashed.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException(
                        "path '" + path + "' is not allowed: its parts must not be empty, '.' or '..'");
            }
        }
        return slashed;
    }
}
