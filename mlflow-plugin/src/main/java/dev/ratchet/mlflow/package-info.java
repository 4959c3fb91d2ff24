/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Ratchet's stores on an MLflow tracking server (2.22 and 3.x) over REST, found by core through {@link
 * java.util.ServiceLoader}.
 */
@NullMarked
package dev.ratchet.mlflow;

import org.jspecify.annotations.NullMarked;
