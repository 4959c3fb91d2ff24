/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.rule;

/** Why a candidate that is as good as the champion is worth promoting. */
public sealed interface Benefit {

    /** The benefit in a policy's words. */
    String text();

    /** It was trained on newer data. */
    record FresherData() implements Benefit {
        @Override
        public String text() {
            return "fresher-data";
        }
    }

    /** Its files are smaller. */
    record Smaller() implements Benefit {
        @Override
        public String text() {
            return "smaller";
        }
    }

    /** It answers faster, shown by a signed-rank test of paired calls. */
    record Faster() implements Benefit {
        @Override
        public String text() {
            return "faster";
        }
    }

    /**
     * Another metric is better.
     *
     * @param metric its name
     */
    record Improved(String metric) implements Benefit {
        @Override
        public String text() {
            return "improved " + metric;
        }
    }
}
