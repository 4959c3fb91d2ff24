/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A candidate becomes champion only when it is shown to be better. {@link dev.ratchet.promotion.Promotion} is the entry:
 * it takes a {@link dev.ratchet.promotion.PromotionPolicy} and {@link dev.ratchet.promotion.Evidence} and gives a
 * {@link dev.ratchet.promotion.PromotionDecision}.
 */
@NullMarked
package dev.ratchet.promotion;

import org.jspecify.annotations.NullMarked;
