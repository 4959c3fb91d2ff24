/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a decision leaves behind, so that others can look at it, check it and compute it again: the page for people, what was
 * predicted, signatures and approvals.
 */
@NullMarked
package dev.ratchet.promotion.record;

import org.jspecify.annotations.NullMarked;
