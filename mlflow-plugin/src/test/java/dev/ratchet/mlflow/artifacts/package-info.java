/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Where the files of runs and models go, for each kind of artifact root. */
@NullMarked
package dev.ratchet.mlflow.artifacts;

import org.jspecify.annotations.NullMarked;
