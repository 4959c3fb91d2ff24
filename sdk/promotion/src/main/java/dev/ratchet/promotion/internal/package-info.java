/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What several packages of promotion share and users do not see. */
@NullMarked
package dev.ratchet.promotion.internal;

import org.jspecify.annotations.NullMarked;
