/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import dev.ratchet.store.VersionRecord;
import org.jspecify.annotations.Nullable;

/** What a version has of a field. */
final class VersionValues implements Values<VersionRecord> {

    @Override
    public Double number(VersionRecord version, Field field) {
        return field.key().equals(Field.VERSION_NUMBER) ? version.number() : (double) version.createdTime();
    }

    @Override
    public @Nullable String text(VersionRecord version, Field field) {
        if (field.kind() == Field.Kind.TAG) {
            return version.tags().get(field.key());
        }
        return switch (field.key()) {
            case "name" -> version.name();
            case "source_path" -> version.artifactRoot();
            // A version of no run has no run_id, which is not the empty one.
            case Field.RUN_ID -> version.runId().isEmpty() ? null : version.runId();
            default -> throw new IllegalArgumentException("no text: " + field);
        };
    }
}
