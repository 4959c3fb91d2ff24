/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Deep Java Library: tracked training, model packages that load again, and what both need of DJL. */
@NullMarked
package dev.ratchet.djl;

import org.jspecify.annotations.NullMarked;
