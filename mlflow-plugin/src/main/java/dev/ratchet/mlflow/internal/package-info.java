/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** MLflow's words for what core's store interfaces say: which endpoint, which fields, and what its errors mean. */
@NullMarked
package dev.ratchet.mlflow.internal;

import org.jspecify.annotations.NullMarked;
