/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Large files in parts, several at once: for stores whose storage takes them so. */
@NullMarked
package dev.ratchet.store.parts;

import org.jspecify.annotations.NullMarked;
