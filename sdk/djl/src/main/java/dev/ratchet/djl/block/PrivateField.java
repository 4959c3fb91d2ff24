/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.block;

import dev.ratchet.RatchetException;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.Field;
import java.util.Objects;

/** Reads what DJL's layers keep to themselves; DJL has getters for convolutions only. */
final class PrivateField {

    private PrivateField() {}

    static <T> T read(Object owner, Class<?> declaring, String name, Class<T> type) {
        Object value = readNullable(owner, declaring, name);
        return type.cast(Objects.requireNonNull(value, () -> "Field '" + name + "' of " + declaring + " is null"));
    }

    static @Nullable Object readNullable(Object owner, Class<?> declaring, String name) {
        try {
            Field field = declaring.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new RatchetException(
                    "The field '" + name + "' of " + declaring.getName() + " cannot be read (" + e
                            + "). Put DJL 0.35 on the class path, not on the module path.",
                    e);
        }
    }

    /** What a lambda has captured, null where it is not one value of this type or cannot be read. */
    static <T> @Nullable T captured(Object lambda, Class<T> type) {
        Field[] fields = lambda.getClass().getDeclaredFields();
        if (fields.length != 1) {
            return null;
        }
        try {
            fields[0].setAccessible(true);
            Object value = fields[0].get(lambda);
            return type.isInstance(value) ? type.cast(value) : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** Whether a lambda was written in this class. */
    static boolean isLambdaOf(Object lambda, Class<?> owner) {
        return lambda.getClass().getName().startsWith(owner.getName() + "$$Lambda");
    }
}
