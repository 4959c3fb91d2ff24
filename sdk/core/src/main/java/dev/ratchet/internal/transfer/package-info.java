/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How folders of files move between a disk and an artifact store: several at once, and none twice. */
@NullMarked
package dev.ratchet.internal.transfer;

import org.jspecify.annotations.NullMarked;
