/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.json;

import dev.ratchet.RatchetException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads JSON, which is YAML. */
public final class JsonText {

    private JsonText() {}

    /**
     * Maps, lists, strings, numbers, booleans and null.
     *
     * @param what what the text is, for the message
     * @throws RatchetException if it cannot be read
     */
    public static @Nullable Object read(String what, String json) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(what)
                    .setCodePointLimit(Integer.MAX_VALUE)
                    .build();
            return new Load(settings).loadFromString(json);
        } catch (YamlEngineException e) {
            throw new RatchetException(what + " cannot be read as JSON: " + e.getMessage(), e);
        }
    }
}
