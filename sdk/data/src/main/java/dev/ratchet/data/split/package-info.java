/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Divides a table into training, validation and a sealed test part, or into folds, reproducibly, and looks for what one
 * part gives away about another.
 */
@NullMarked
package dev.ratchet.data.split;

import org.jspecify.annotations.NullMarked;
