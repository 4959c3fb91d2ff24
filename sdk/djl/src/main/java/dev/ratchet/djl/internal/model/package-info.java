/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How packages of DJL models are written, checked and scored. */
@NullMarked
package dev.ratchet.djl.internal.model;

import org.jspecify.annotations.NullMarked;
