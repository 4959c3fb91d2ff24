/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a run was made with: the version of the code, the machine, the Java, the libraries, and the load while it ran.
 * Read from the outside world without changing anything in it, and without the values of environment variables.
 */
@NullMarked
package dev.ratchet.internal.environment;

import org.jspecify.annotations.NullMarked;
