/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Carries journals to a tracking server, in the background or on demand. */
@NullMarked
package dev.ratchet.internal.delivery;

import org.jspecify.annotations.NullMarked;
