/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Keeps packages of models that were downloaded, for all processes of a user, within a bound and verified. */
@NullMarked
package dev.ratchet.internal.cache;

import org.jspecify.annotations.NullMarked;
