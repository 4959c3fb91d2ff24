/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
@NullMarked
package dev.ratchet.evaluation.metric;

import org.jspecify.annotations.NullMarked;
