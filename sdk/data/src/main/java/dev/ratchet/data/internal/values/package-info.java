/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Values that come as texts or as objects of drivers and parsers, as the values of a column, exactly or not at all. */
@NullMarked
package dev.ratchet.data.internal.values;

import org.jspecify.annotations.NullMarked;
