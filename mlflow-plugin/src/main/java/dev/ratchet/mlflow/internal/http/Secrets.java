/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.util.ArrayList;
import java.util.List;

/** Texts that no message may have. */
final class Secrets {

    static final Secrets NONE = new Secrets(List.of());

    /** Shorter ones are parts of ordinary words. */
    private static final int SHORTEST = 4;

    private final List<String> values;

    private Secrets(List<String> values) {
        this.values = values;
    }

    static Secrets of(List<String> values) {
        return new Secrets(
                values.stream().filter(value -> value.length() >= SHORTEST).toList());
    }

    Secrets and(Secrets more) {
        List<String> all = new ArrayList<>(values);
        all.addAll(more.values);
        return new Secrets(all);
    }

    /** The text with every secret replaced. */
    String scrub(String text) {
        String clean = text;
        for (String value : values) {
            clean = clean.replace(value, "***");
        }
        return clean;
    }

    @Override
    public String toString() {
        return "Secrets[" + values.size() + "]";
    }
}
