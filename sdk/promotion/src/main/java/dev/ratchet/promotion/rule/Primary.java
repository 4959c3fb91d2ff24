/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.rule;

/** What makes a candidate worth promoting. A policy has one. */
public sealed interface Primary extends Rule permits Superior, NonInferior {

    /** The metric's name. */
    String metric();
}
