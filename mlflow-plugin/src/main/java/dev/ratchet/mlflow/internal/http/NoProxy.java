/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The hosts that are reached without a proxy, by the rules of Python's HTTP library for {@code NO_PROXY}. */
final class NoProxy {

    private final List<String> entries;

    NoProxy(String list) {
        this.entries = Arrays.stream(list.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /**
     * Whether a host stands in the list: {@code *} alone, its name or the end of it from a dot on, with or without port,
     * or the IPv4 network of its address.
     */
    boolean covers(String host, int port) {
        if (entries.equals(List.of("*"))) {
            return true;
        }
        String name = host.toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
        long address = ipv4(name);
        return entries.stream()
                .anyMatch(entry -> isOrEnds(name, entry)
                        || (address < 0 ? isOrEnds(name + ":" + port, entry) : inNetwork(address, entry)));
    }

    private static boolean isOrEnds(String name, String entry) {
        String domain = entry.startsWith(".") ? entry.substring(1) : entry;
        return name.equals(domain) || name.endsWith("." + domain);
    }

    private static boolean inNetwork(long address, String entry) {
        int slash = entry.indexOf('/');
        if (slash < 0) {
            return false;
        }
        long network = ipv4(entry.substring(0, slash));
        String bits = entry.substring(slash + 1);
        if (network < 0 || !bits.matches("[0-9]{1,2}") || Integer.parseInt(bits) < 1 || Integer.parseInt(bits) > 32) {
            return false;
        }
        int hostBits = 32 - Integer.parseInt(bits);
        return address >>> hostBits == network >>> hostBits;
    }

    /** The address as a number, negative when the text is none. */
    private static long ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return -1;
        }
        long address = 0;
        for (String part : parts) {
            if (!part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
                return -1;
            }
            address = address << 8 | Integer.parseInt(part);
        }
        return address;
    }
}
