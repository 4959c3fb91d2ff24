/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What a DJL block is made of, as data: DJL keeps parameters without saying to which layers they belong. */
@NullMarked
package dev.ratchet.djl.block;

import org.jspecify.annotations.NullMarked;
