/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of people as names of files that every platform takes, one to one, and paths inside a store. */
public final class FileNames {

    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-. ()+,=@#!&";
    private static final int LONGEST_KEY = 120;
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
        String stem = encoded.toString().toLowerCase(Locale.ROOT);
        stem = stem.contains(".") ? stem.substring(0, stem.indexOf('.')) : stem;
        stem = stem.strip();
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

    /**
     * Encodes a name that is written down elsewhere, so that it need not be decoded: of a bounded length, and different
     * for different names where the file system takes {@code A} and {@code a} for one.
     */
    public static String encodeKey(String name) {
        String encoded = encode(name);
        if (encoded.length() <= LONGEST_KEY && name.equals(name.toLowerCase(Locale.ROOT))) {
            return encoded;
        }
        String digest = FileOps.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
        String start = encoded.substring(0, Math.min(encoded.length(), LONGEST_KEY - 20));
        // The sign before the digest is none that encode leaves as it is.
        return start.toLowerCase(Locale.ROOT) + "~" + digest;
    }

    /** Gives back what was encoded; what nobody encoded comes back as it is. */
    public static String decode(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        int i = 0;
        while (i < encoded.length()) {
            if (isEscape(encoded, i)) {
                bytes.write(Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
                i += 3;
            } else {
                int next = encoded.offsetByCodePoints(i, 1);
                bytes.writeBytes(encoded.substring(i, next).getBytes(StandardCharsets.UTF_8));
                i = next;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
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
