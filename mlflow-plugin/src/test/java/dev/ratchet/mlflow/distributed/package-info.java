/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Several processes that log into one run, as distributed training does. */
@NullMarked
package dev.ratchet.mlflow.distributed;

import org.jspecify.annotations.NullMarked;
