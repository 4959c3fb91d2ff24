/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.values;

import java.time.LocalDate;
import java.time.YearMonth;

/** Times as they are mostly written, {@code 2013-01-01T10:00:00Z}; a formatter makes a map of the fields of each text. */
public final class IsoSeconds {

    /** The text is written in another way, or is no time. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int LENGTH = "2013-01-01T10:00:00Z".length();
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long SECONDS_PER_HOUR = 3_600;
    private static final long SECONDS_PER_MINUTE = 60;

    private IsoSeconds() {}

    /** Seconds since 1970-01-01T00:00Z; {@link #NONE} leaves the text to others. */
    public static long of(String text) {
        if (text.length() != LENGTH
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || (text.charAt(10) != 'T' && text.charAt(10) != ' ')
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(19) != 'Z') {
            return NONE;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        // Days that only some months have are looked up; those that no month has are left to others, who say so.
        boolean known = year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
        if (!known || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return NONE;
        }
        return LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY
                + hour * SECONDS_PER_HOUR
                + minute * SECONDS_PER_MINUTE
                + second;
    }

    /** Digits as a number; -1 when there is something else. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
