/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.rule;

/**
 * What the candidate may cost.
 *
 * @param resource what is limited
 * @param atMost the limit, which is allowed itself: nanoseconds of latencies, bytes of sizes; above 0
 * @param judgedBy the number that is held against it; sizes have no interval
 */
public record Budget(Resource resource, double atMost, JudgedBy judgedBy) implements Guard {

    /** What can be limited. */
    public enum Resource {
        /** The latency that half of the calls stay below. */
        LATENCY_P50("latency-p50", 0.5),
        /** The latency that 95 of 100 calls stay below. */
        LATENCY_P95("latency-p95", 0.95),
        /** The latency that 99 of 100 calls stay below. */
        LATENCY_P99("latency-p99", 0.99),
        /** The bytes of the model's files. */
        SIZE("size", Double.NaN),
        /** The bytes of memory that the loaded model takes. */
        MEMORY("memory", Double.NaN);

        private final String text;
        private final double quantile;

        Resource(String text, double quantile) {
            this.text = text;
            this.quantile = quantile;
        }

        /** As a policy writes it. */
        public String text() {
            return text;
        }

        /** Whether it is a latency. */
        public boolean isLatency() {
            return !Double.isNaN(quantile);
        }

        /** The share of calls below; NaN for sizes. */
        public double quantile() {
            return quantile;
        }
    }

    /** Checks the limit. */
    public Budget {
        if (!(atMost > 0 && atMost < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The budget of " + resource.text() + " is " + atMost + ": above 0 is allowed.");
        }
    }

    @Override
    public String title() {
        return "budget " + resource.text();
    }

    @Override
    public boolean isAbsolute() {
        return true;
    }
}
