/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of pages. */
@NullMarked
package dev.ratchet.page;

import org.jspecify.annotations.NullMarked;
