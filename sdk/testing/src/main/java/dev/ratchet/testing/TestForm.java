/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import java.util.Locale;

/**
 * How much the tests and contracts do. The system property {@code ratchet.tests} says it: {@code short}, the default,
 * goes each way once; {@code long} goes all combinations and full sizes, and takes minutes more.
 *
 * <pre>{@code
 * int steps = TestForm.choose(500, 5000);
 * }</pre>
 */
public enum TestForm {
    /** Each way once. */
    SHORT,
    /** All combinations, full sizes. */
    LONG;

    /** The system property that says it. */
    public static final String PROPERTY = "ratchet.tests";

    /**
     * The form that this JVM's tests have.
     *
     * @throws IllegalArgumentException if the property is neither {@code short} nor {@code long}
     */
    public static TestForm current() {
        return of(System.getProperty(PROPERTY, "short"));
    }

    /** The first value in the short form, the second in the long one: a size, or the cases of a parametrised test. */
    public static <T> T choose(T inShortForm, T inLongForm) {
        return current() == LONG ? inLongForm : inShortForm;
    }

    static TestForm of(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "short" -> SHORT;
            case "long" -> LONG;
            default ->
                throw new IllegalArgumentException("-D" + PROPERTY + "=" + value + ": allowed are 'short' and 'long'");
        };
    }
}
