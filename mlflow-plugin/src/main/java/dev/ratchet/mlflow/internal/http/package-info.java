/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The one way to an MLflow server: time-outs, retries, credentials and errors are decided here for every caller. */
@NullMarked
package dev.ratchet.mlflow.internal.http;

import org.jspecify.annotations.NullMarked;
