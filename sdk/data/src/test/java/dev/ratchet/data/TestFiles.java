/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** The files in the test resources, and the flights. */
public final class TestFiles {

    public static final Path PENGUINS = resource("penguins.csv");
    public static final Path CANCER = resource("wdbc-100.csv");
    public static final Path ALL_CANCER = resource("wdbc.csv");
    public static final Path DIGITS = resource("digits.csv");
    public static final Path WINE = resource("wine.csv");
    public static final Path QUALITY = resource("data-quality.json");
    public static final Path FLIGHTS = Flights.FIRST;

    private TestFiles() {}

    static Path resource(String name) {
        URL url = Objects.requireNonNull(TestFiles.class.getResource("/" + name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
