/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Canonical JSON, in which a decision has one digest wherever it is written.
 */
@NullMarked
package dev.ratchet.promotion.internal.json;

import org.jspecify.annotations.NullMarked;
