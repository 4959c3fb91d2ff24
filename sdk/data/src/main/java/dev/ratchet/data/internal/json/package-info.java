/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** JSON of records and profiles, which no library that is needed anyway binds to maps and lists. */
@NullMarked
package dev.ratchet.data.internal.json;

import org.jspecify.annotations.NullMarked;
