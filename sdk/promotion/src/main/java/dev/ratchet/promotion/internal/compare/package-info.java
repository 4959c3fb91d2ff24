/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Compares two models in one metric, whichever test fits it, so that rules need not know which one it was.
 */
@NullMarked
package dev.ratchet.promotion.internal.compare;

import org.jspecify.annotations.NullMarked;
