/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.model.Column;
import dev.ratchet.model.ModelSignature;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a model beside its predictions. What is not known is not shown, so a rule that needs it holds. Immutable;
 * each method gives a copy that knows more.
 */
public final class ModelFacts {

    private static final ModelFacts NONE = new ModelFacts(new Facts());

    private final Facts facts;

    /** The fields, copied before they change. */
    private static final class Facts implements Cloneable {
        private @Nullable String digest;
        private long @Nullable [] latencies;
        private @Nullable Long size;
        private @Nullable Long memory;
        private @Nullable Instant dataUntil;
        private @Nullable List<Column> columns;
        private @Nullable ModelSignature signature;
        private @Nullable String author;

        @Override
        public Facts clone() {
            try {
                return (Facts) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private interface Change {
        void of(Facts facts);
    }

    private ModelFacts(Facts facts) {
        this.facts = facts;
    }

    /** Nothing is known. */
    public static ModelFacts none() {
        return NONE;
    }

    private ModelFacts and(Change change) {
        Facts copy = facts.clone();
        change.of(copy);
        return new ModelFacts(copy);
    }

    /** The digest of the model's package. */
    public ModelFacts withDigest(String digest) {
        return and(copy -> copy.digest = digest);
    }

    /**
     * How long calls took, in nanoseconds: measured in turns with the other model on the same rows, so that the first call
     * of one belongs to the first of the other.
     */
    public ModelFacts withLatencies(long... nanoseconds) {
        long[] own = nanoseconds.clone();
        return and(copy -> copy.latencies = own);
    }

    /** The bytes of the model's files. */
    public ModelFacts withSize(long bytes) {
        return and(copy -> copy.size = bytes);
    }

    /** The bytes of memory that the loaded model takes. */
    public ModelFacts withMemory(long bytes) {
        return and(copy -> copy.memory = bytes);
    }

    /** When the newest row was made that it was trained on. */
    public ModelFacts withDataUntil(Instant time) {
        return and(copy -> copy.dataUntil = time);
    }

    /** The columns that it was trained on. */
    public ModelFacts withColumns(List<Column> columns) {
        List<Column> own = List.copyOf(columns);
        return and(copy -> copy.columns = own);
    }

    /** What it takes and gives. */
    public ModelFacts withSignature(ModelSignature signature) {
        return and(copy -> copy.signature = signature);
    }

    /** Who made it. */
    public ModelFacts withAuthor(String person) {
        return and(copy -> copy.author = person);
    }

    /** The digest of the model's package. */
    public Optional<String> digest() {
        return Optional.ofNullable(facts.digest);
    }

    /** A copy of the nanoseconds that calls took. */
    public Optional<long[]> latencies() {
        return Optional.ofNullable(facts.latencies).map(long[]::clone);
    }

    /** The bytes of the model's files. */
    public OptionalLong size() {
        return optional(facts.size);
    }

    /** The bytes of memory that the loaded model takes. */
    public OptionalLong memory() {
        return optional(facts.memory);
    }

    /** When the newest row was made that it was trained on. */
    public Optional<Instant> dataUntil() {
        return Optional.ofNullable(facts.dataUntil);
    }

    /** The columns that it was trained on. */
    public Optional<List<Column>> columns() {
        return Optional.ofNullable(facts.columns);
    }

    /** What it takes and gives. */
    public Optional<ModelSignature> signature() {
        return Optional.ofNullable(facts.signature);
    }

    /** Who made it. */
    public Optional<String> author() {
        return Optional.ofNullable(facts.author);
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
