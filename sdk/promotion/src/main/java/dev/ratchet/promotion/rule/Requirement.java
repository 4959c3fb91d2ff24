/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.rule;

import dev.ratchet.dataset.DatasetDigest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What must be true of data, models and people, beside numbers. What is not known is not shown, and holds. */
public sealed interface Requirement extends Rule {

    /**
     * The test data has so many rows.
     *
     * @param rows at least 1
     */
    record MinimumRows(int rows) implements Requirement {

        /** Checks the number. */
        public MinimumRows {
            if (rows < 1) {
                throw new IllegalArgumentException("minimum-rows is " + rows + ": at least 1 is allowed.");
            }
        }

        @Override
        public String title() {
            return "minimum rows";
        }
    }

    /** The test data is the sealed part of a split. */
    record SealedTestSet() implements Requirement {
        @Override
        public String title() {
            return "sealed test set";
        }
    }

    /**
     * The test data is this and no other.
     *
     * @param digest compared within its kind alone
     */
    record DeclaredData(DatasetDigest digest) implements Requirement {
        @Override
        public String title() {
            return "declared test data";
        }
    }

    /** Both models were trained on columns of the same names and types. */
    record SameSchema() implements Requirement {
        @Override
        public String title() {
            return "same schema";
        }
    }

    /** Whoever calls the champion can call the candidate in the same way. */
    record CompatibleSignature() implements Requirement {
        @Override
        public String title() {
            return "compatible signature";
        }
    }

    /**
     * The candidate's version has a tag.
     *
     * @param key the tag's name
     * @param value the value that it must have; any when empty
     */
    record RequiredTag(String key, Optional<String> value) implements Requirement {
        @Override
        public String title() {
            return "tag " + key;
        }
    }

    /**
     * People agreed.
     *
     * @param count how many different people, at least 1
     * @param from whose approvals count; anybody's when empty
     * @param expiry how long one counts; for ever when empty
     * @param identity how sure it must be who it was
     * @param byAuthor whether who made the candidate counts
     */
    record Approvals(int count, List<String> from, Optional<Duration> expiry, Identity identity, ByAuthor byAuthor)
            implements Requirement {

        /** Whether who made the candidate may approve it. */
        public enum ByAuthor {
            /** It does not count. */
            REFUSED,
            /** It counts as any other. */
            COUNTS
        }

        /** Checks the number of people. */
        public Approvals {
            from = List.copyOf(from);
            if (count < 1 || (!from.isEmpty() && count > from.size())) {
                throw new IllegalArgumentException("approvals need " + count + " people"
                        + (from.isEmpty() ? "" : " of the " + from.size() + " named")
                        + ": at least 1, and no more than are named, are allowed.");
            }
        }

        @Override
        public String title() {
            return "approvals";
        }
    }
}
