/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import ai.djl.training.initializer.Initializer;
import ai.djl.training.tracker.ParameterTracker;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings of DJL's optimizers, schedules, losses, initializers and samplers. They have no getters, so their fields
 * are read; nothing is called, because a call may change what training does.
 */
public final class Settings {

    /** What training counts, beside what it was set to. */
    private static final Set<String> STATE = Set.of(
            "numUpdate",
            "updateCounts",
            "stepIndex",
            "totalInstances",
            "totalLoss",
            "correctInstances",
            "startTimeMills",
            "prevMetricValue",
            "numberOfEpochsWithoutImprovements",
            "name");

    private static final int DEEPEST = 4;

    private Settings() {}

    /** The class under {@code key}, each setting under {@code key.<field>}, settings of parts below their field. */
    public static Map<String, String> of(String key, Object subject) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(key, name(subject));
        collect(key, subject, settings, DEEPEST);
        return settings;
    }

    /** The class and its settings in one line: {@code RandomSampler}, {@code ConstantInitializer(value=0.0)}. */
    public static String line(Object subject) {
        Map<String, String> settings = new LinkedHashMap<>();
        collect("", subject, settings, DEEPEST);
        return name(subject)
                + (settings.isEmpty()
                        ? ""
                        : settings.entrySet().stream()
                                .map(e -> e.getKey().substring(1) + "=" + e.getValue())
                                .collect(Collectors.joining(", ", "(", ")")));
    }

    /** The value of a field of the object's class or of one above it; null when there is none that can be read. */
    public static @Nullable Object field(Object subject, String name) {
        for (Field field : fields(subject.getClass())) {
            if (field.getName().equals(name)) {
                return value(field, subject);
            }
        }
        return null;
    }

    /** The values of all fields that hold objects of DJL's or of the caller's classes. */
    static List<Object> parts(Object subject) {
        List<Object> parts = new ArrayList<>();
        for (Field field : fields(subject.getClass())) {
            Object value = value(field, subject);
            if (value != null && text(value) == null) {
                parts.add(value);
            }
        }
        return parts;
    }

    /** The simple name; of a lambda the class that it stands in, because its own name changes with every start. */
    public static String name(Object subject) {
        if (subject == Initializer.ZEROS || subject == Initializer.ONES) {
            return subject == Initializer.ZEROS ? "ZEROS" : "ONES";
        }
        Class<?> type = subject.getClass();
        String full = type.getName();
        int lambda = full.indexOf("$$Lambda");
        if (lambda >= 0) {
            return "lambda of " + full.substring(full.lastIndexOf('.', lambda) + 1, lambda);
        }
        return type.getSimpleName().isEmpty() ? full.substring(full.lastIndexOf('.') + 1) : type.getSimpleName();
    }

    private static void collect(String prefix, Object subject, Map<String, String> settings, int depth) {
        for (Field field : fields(subject.getClass())) {
            Object value = STATE.contains(field.getName()) ? null : value(field, subject);
            if (value == null) {
                continue;
            }
            String key = prefix + "." + field.getName();
            String text = text(value);
            if (text != null) {
                settings.put(key, text);
            } else if (isPart(value)) {
                settings.put(key, name(value));
                if (depth > 0) {
                    collect(key, value, settings, depth - 1);
                }
            }
        }
    }

    private static boolean isPart(Object value) {
        return value instanceof ParameterTracker
                || value instanceof Initializer
                || value.getClass().getName().startsWith("ai.djl.training.dataset.")
                || value.getClass().getName().startsWith("ai.djl.training.tracker.");
    }

    /** Fields of the classes above first. */
    private static List<Field> fields(Class<?> type) {
        List<Class<?>> line = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            line.add(c);
        }
        Collections.reverse(line);
        List<Field> fields = new ArrayList<>();
        for (Class<?> c : line) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private static @Nullable Object value(Field field, Object subject) {
        try {
            field.setAccessible(true);
            return field.get(subject);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null; // closed by the module system; the class's name is logged all the same
        }
    }

    /** A value that is a setting by itself; null for everything else. */
    private static @Nullable String text(Object value) {
        if (value instanceof Float || value instanceof Double) {
            return number(value.toString());
        }
        if (value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof CharSequence
                || value instanceof Enum<?>) {
            return value.toString();
        }
        if (value.getClass().isArray() && value.getClass().getComponentType().isPrimitive()) {
            return array(value);
        }
        return value instanceof Map<?, ?> map ? numbers(map) : null;
    }

    private static String array(Object values) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < Array.getLength(values); i++) {
            texts.add(String.valueOf(text(Array.get(values, i))));
        }
        return texts.toString();
    }

    private static @Nullable String numbers(Map<?, ?> map) {
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key) || !(entry.getValue() instanceof Number number)) {
                return null;
            }
            texts.put(key, String.valueOf(text(number)));
        }
        return map.isEmpty() ? null : texts.toString();
    }

    /** As Python writes it, so that runs of both compare as equal: {@code 1e-08}. */
    private static String number(String java) {
        int e = java.indexOf('E');
        if (e < 0) {
            return java;
        }
        int exponent = Integer.parseInt(java.substring(e + 1));
        String digits = java.substring(0, e);
        String mantissa = digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
        return mantissa + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }
}
