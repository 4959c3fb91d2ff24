/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tables in memory, read from files, with digests that do not depend on where the data was read from. {@code Tables} is the entry. */
@NullMarked
package dev.ratchet.data;

import org.jspecify.annotations.NullMarked;
