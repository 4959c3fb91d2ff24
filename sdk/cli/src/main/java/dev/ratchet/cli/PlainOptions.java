/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

/** What a command takes that looks at nothing but its arguments. */
final class PlainOptions extends OutputOptions {}
