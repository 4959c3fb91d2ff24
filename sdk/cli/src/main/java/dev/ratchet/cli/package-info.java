/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The command {@code ratchet}: what a person or a build asks of a store or a server, without a line of code. */
@NullMarked
package dev.ratchet.cli;

import org.jspecify.annotations.NullMarked;
