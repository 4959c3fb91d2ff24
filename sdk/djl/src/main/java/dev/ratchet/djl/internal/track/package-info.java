/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What tracking a DJL training reads, counts and keeps, apart from the callbacks that ask for it. */
@NullMarked
package dev.ratchet.djl.internal.track;

import org.jspecify.annotations.NullMarked;
