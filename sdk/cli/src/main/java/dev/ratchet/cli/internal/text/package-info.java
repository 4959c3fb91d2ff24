/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How the command writes: aligned tables, times, numbers, colours and JSON, without anything that is slow to load. */
@NullMarked
package dev.ratchet.cli.internal.text;

import org.jspecify.annotations.NullMarked;
