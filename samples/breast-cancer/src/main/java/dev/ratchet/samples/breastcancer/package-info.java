/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Trains three settings on the breast cancer data of Wisconsin, compares them and registers the best. */
@NullMarked
package dev.ratchet.samples.breastcancer;

import org.jspecify.annotations.NullMarked;
