/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Models: what they score, how they are packaged in MLflow's format, and how flavors load them. */
@NullMarked
package dev.ratchet.model;

import org.jspecify.annotations.NullMarked;
