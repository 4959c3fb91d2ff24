/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Pages for people that need nothing beside themselves: no network, no script, no second file. In one place so that reports of
 * all modules look alike, can be read on a telephone and follow the reader's light or dark colours.
 */
@NullMarked
package dev.ratchet.page;

import org.jspecify.annotations.NullMarked;
