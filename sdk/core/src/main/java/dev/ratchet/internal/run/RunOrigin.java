/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.run;

import java.util.Map;

/**
 * How a run came to this process.
 *
 * @param name the name that people see
 * @param owned whether this process ends it
 * @param sourceTags user and source, as MLflow tags models and datasets with them
 */
public record RunOrigin(String name, boolean owned, Map<String, String> sourceTags) {}
