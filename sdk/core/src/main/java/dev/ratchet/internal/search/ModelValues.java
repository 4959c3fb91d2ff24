/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import dev.ratchet.store.RegisteredModelRecord;
import org.jspecify.annotations.Nullable;

/** What a registered model has of a field. */
final class ModelValues implements Values<RegisteredModelRecord> {

    @Override
    public @Nullable Double number(RegisteredModelRecord model, Field field) {
        throw new IllegalArgumentException("no number: " + field);
    }

    @Override
    public @Nullable String text(RegisteredModelRecord model, Field field) {
        return field.kind() == Field.Kind.TAG ? model.tags().get(field.key()) : model.name();
    }
}
