/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The MLmodel file, and the digest of a package. */
@NullMarked
package dev.ratchet.internal.model;

import org.jspecify.annotations.NullMarked;
