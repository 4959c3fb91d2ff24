/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** MLflow's syntax of filters and orders of runs, registered models and versions, read in one place so that every store takes and refuses the same. */
@NullMarked
package dev.ratchet.internal.search;

import org.jspecify.annotations.NullMarked;
