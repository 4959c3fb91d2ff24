/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What a dataset is to Ratchet: named, typed columns and an identity that can be logged without the data. */
@NullMarked
package dev.ratchet.dataset;

import org.jspecify.annotations.NullMarked;
