/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

/**
 * A dataset that a run used, as MLflow stores it.
 *
 * @param name the dataset's name
 * @param digest at most 36 characters
 * @param sourceType MLflow's type of source
 * @param source JSON text
 * @param schema JSON text, or empty
 * @param profile JSON text, or empty
 * @param context what it was used for: {@code train}, {@code eval}, ...; empty where none was said
 */
public record DatasetInput(
        String name, String digest, String sourceType, String source, String schema, String profile, String context) {}
