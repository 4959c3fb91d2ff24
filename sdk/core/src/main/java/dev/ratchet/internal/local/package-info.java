/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The local store: a directory of journals, artifacts and models, and the stores' interfaces over it. */
@NullMarked
package dev.ratchet.internal.local;

import org.jspecify.annotations.NullMarked;
