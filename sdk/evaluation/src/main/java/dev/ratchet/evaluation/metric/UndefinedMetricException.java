/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.RatchetException;

/** A metric has no value for these rows. The reason tells whether the input is wrong or the rows are too special. */
public final class UndefinedMetricException extends RatchetException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Says what was given and what is needed. */
    public UndefinedMetricException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why there is no value. */
    public Reason reason() {
        return reason;
    }

    /** Why a metric has no value; of several reasons the first one in this order is given. */
    public enum Reason {
        /** Inputs that belong together differ in length. */
        LENGTH_MISMATCH,
        /** There is no row. */
        EMPTY,
        /** A value is NaN or infinite. */
        NON_FINITE,
        /** A binary label is neither 0 nor 1, or a class is not one of the classes. */
        BAD_LABEL,
        /** A probability is outside of 0 to 1, or those of a row do not sum to 1. */
        BAD_PROBABILITY,
        /** A weight is negative or not finite, or all are 0. */
        BAD_WEIGHTS,
        /** An argument beside the rows is not allowed. */
        BAD_ARGUMENT,
        /** A class that is needed has no row, or only rows of weight 0. */
        ONE_CLASS,
        /** There are too few rows. */
        TOO_FEW,
        /** All values are equal, so nothing can be explained. */
        ZERO_VARIANCE,
        /** A target is 0, and errors are divided by it. */
        ZERO_TARGET,
        /** A value is negative, and its logarithm is needed. */
        NEGATIVE,
        /** The formula divides by 0. */
        UNDEFINED
    }
}
