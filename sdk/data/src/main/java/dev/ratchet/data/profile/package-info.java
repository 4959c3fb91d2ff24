/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What is in a table's columns, in figures that can be logged, read, and compared with those of later data. */
@NullMarked
package dev.ratchet.data.profile;

import org.jspecify.annotations.NullMarked;
