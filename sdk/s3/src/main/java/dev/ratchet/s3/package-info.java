/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Artifact roots of the scheme {@code s3:}, for servers that do not pass artifacts on. Nothing but {@link
 * dev.ratchet.s3.S3ArtifactStoreProvider} is for others: put the module on the class path.
 */
@NullMarked
package dev.ratchet.s3;

import org.jspecify.annotations.NullMarked;
