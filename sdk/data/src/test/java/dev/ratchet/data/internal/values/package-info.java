/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of values that come as texts. */
@NullMarked
package dev.ratchet.data.internal.values;

import org.jspecify.annotations.NullMarked;
