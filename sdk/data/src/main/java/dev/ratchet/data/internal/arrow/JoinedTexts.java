/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Some texts on their way into a column, joined to one, because Java copies characters and makes UTF-8 of them many at a
 * time, and because the texts themselves need not be kept. Used by one thread.
 */
public final class JoinedTexts {

    private final int[] ends;
    private final boolean[] missing;
    private StringBuilder joined = new StringBuilder();
    private int count;
    private boolean someMissing;

    /** Room for so many texts. */
    public JoinedTexts(int most) {
        ends = new int[most];
        missing = new boolean[most];
    }

    /** Adds a text, for which there must be room; null is a missing one. */
    public void add(@Nullable String text) {
        if (text == null) {
            missing[count] = true;
            someMissing = true;
        } else {
            joined.append(text);
        }
        ends[count] = joined.length();
        count++;
    }

    /** Keeps only the first texts; at most as many as there are. */
    public void truncate(int fewer) {
        Arrays.fill(missing, fewer, count, false);
        count = fewer;
        joined.setLength(fewer == 0 ? 0 : ends[fewer - 1]);
    }

    /** By text whether it is missing; null when none is. */
    boolean @Nullable [] missing() {
        return someMissing ? missing : null;
    }

    int count() {
        return count;
    }

    /** A text; null when it is missing. */
    @Nullable
    String get(int index) {
        return missing[index] ? null : joined.substring(index == 0 ? 0 : ends[index - 1], ends[index]);
    }

    /**
     * Writes all texts as UTF-8 and begins anew.
     *
     * @param offsets where to write where each of them ends
     */
    void moveTo(GrowingBytes to, GrowingBytes offsets) {
        byte[] bytes = joined.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length == joined.length()) {
            int before = to.length();
            to.put(bytes);
            offsets.putInts(ends, before, count);
        } else {
            for (int i = 0; i < count; i++) {
                String text = get(i);
                if (text != null) {
                    to.putText(text);
                }
                offsets.putInt(to.length());
            }
            // This one would keep two bytes per character for good.
            joined = new StringBuilder();
        }
        clear();
    }

    /** Begins anew. */
    void clear() {
        if (someMissing) {
            Arrays.fill(missing, 0, count, false);
            someMissing = false;
        }
        count = 0;
        joined.setLength(0);
    }
}
