/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What several packages of this module need, and nobody outside of it. */
@NullMarked
package dev.ratchet.xgboost.internal;

import org.jspecify.annotations.NullMarked;
