/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

/** How the values of several classes become one. */
public enum Average {
    /** From the counts of all classes together; where each row has one class this is the accuracy. */
    MICRO,
    /** The plain mean of the classes: small ones count as much as large ones. */
    MACRO,
    /** The mean of the classes by their share of the rows. */
    WEIGHTED
}
