/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** Why a test part is opened, and for whom. Immutable; every setting gives a new purpose. */
public final class Purpose {

    private final String text;
    private final @Nullable String run;
    private final @Nullable String decision;
    private final @Nullable String model;

    private Purpose(String text, @Nullable String run, @Nullable String decision, @Nullable String model) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("A test part is opened for a purpose; say which in a few words.");
        }
        this.text = text;
        this.run = run;
        this.decision = decision;
        this.model = model;
    }

    /** A purpose in a few words; not blank. */
    public static Purpose of(String text) {
        return new Purpose(text, null, null, null);
    }

    static Purpose of(String text, @Nullable String run, @Nullable String decision, @Nullable String model) {
        return new Purpose(text, run, decision, model);
    }

    /** The run in which it happens. */
    public Purpose run(String id) {
        return new Purpose(text, id, decision, model);
    }

    /** The decision that needs it. */
    public Purpose decision(String id) {
        return new Purpose(text, run, id, model);
    }

    /** The final model that is judged: a version such as {@code breast-cancer/3}, or the digest of a package. */
    public Purpose finalModel(String name) {
        return new Purpose(text, run, decision, name);
    }

    /** In words. */
    public String text() {
        return text;
    }

    /** The run. */
    public Optional<String> run() {
        return Optional.ofNullable(run);
    }

    /** The decision. */
    public Optional<String> decision() {
        return Optional.ofNullable(decision);
    }

    /** The final model; without one the opening is a warning. */
    public Optional<String> finalModel() {
        return Optional.ofNullable(model);
    }

    /** The words. */
    @Override
    public String toString() {
        return text;
    }
}
