/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Where data lies: addresses without their secrets, downloads, and many files as one. */
@NullMarked
package dev.ratchet.data.internal.source;

import org.jspecify.annotations.NullMarked;
