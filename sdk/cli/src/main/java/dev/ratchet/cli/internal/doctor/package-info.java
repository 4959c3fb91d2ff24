/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The checks of {@code ratchet doctor}: each looks at one thing and says what, why and which command mends it. */
@NullMarked
package dev.ratchet.cli.internal.doctor;

import org.jspecify.annotations.NullMarked;
