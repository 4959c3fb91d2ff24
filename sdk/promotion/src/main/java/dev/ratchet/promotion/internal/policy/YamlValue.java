/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.policy;

import dev.ratchet.RatchetException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value of a YAML document that knows its line.
 *
 * @param source the document's name, for messages
 * @param node the value
 */
record YamlValue(String source, Node node) {

    /** An error at this value. */
    RatchetException error(String message) {
        String line = node.getStartMark()
                .map(mark -> ", line " + (mark.getLine() + 1))
                .orElse("");
        return new RatchetException(source + line + ": " + message);
    }

    /** A mapping that has these keys alone. */
    YamlMap map(String what, List<String> allowed) {
        if (!(node instanceof MappingNode mapping)) {
            throw error(what + " must be a mapping of " + String.join(", ", allowed) + ".");
        }
        Map<String, YamlValue> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            YamlValue key = new YamlValue(source, tuple.getKeyNode());
            String name = key.text(what);
            if (!allowed.contains(name)) {
                throw key.error("unknown key '" + name + "' in " + what + Similar.hint(name, allowed) + " Allowed are "
                        + String.join(", ", allowed) + ".");
            }
            if (values.put(name, new YamlValue(source, tuple.getValueNode())) != null) {
                throw key.error("'" + name + "' is there twice in " + what + ".");
            }
        }
        return new YamlMap(this, what, values);
    }

    /** The elements of a list. */
    List<YamlValue> list(String what) {
        if (!(node instanceof SequenceNode sequence)) {
            throw error(what + " must be a list.");
        }
        List<YamlValue> values = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            values.add(new YamlValue(source, element));
        }
        return values;
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    String text(String what) {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw error(what + " must be a text.");
        }
        return scalar.getValue();
    }

    double number(String what) {
        String text = text(what);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw error(what + " is '" + text + "': a number is needed.");
        }
    }

    long whole(String what) {
        double number = number(what);
        if (number != Math.rint(number) || Math.abs(number) > 0x1p53) {
            throw error(what + " is " + text(what) + ": a whole number is needed.");
        }
        return (long) number;
    }

    /** One of some choices. */
    <T> T choice(String what, T[] choices, Function<T, String> text) {
        String given = text(what);
        List<String> names = new ArrayList<>();
        for (T choice : choices) {
            if (text.apply(choice).equals(given)) {
                return choice;
            }
            names.add(text.apply(choice));
        }
        throw error(what + " is '" + given + "'" + Similar.hint(given, names) + " Allowed are "
                + String.join(", ", names) + ".");
    }

    /** Calls what checks its arguments, and puts the line to its message. */
    <T> T checked(java.util.function.Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw error(String.valueOf(e.getMessage()));
        }
    }

    /** A mapping whose keys are known to be allowed. */
    record YamlMap(YamlValue value, String what, Map<String, YamlValue> values) {

        Optional<YamlValue> get(String key) {
            @Nullable YamlValue found = values.get(key);
            return Optional.ofNullable(found);
        }

        YamlValue require(String key) {
            return get(key).orElseThrow(() -> value.error(what + " needs '" + key + "'."));
        }

        boolean has(String key) {
            return values.containsKey(key);
        }

        /** Refuses keys that mean nothing beside those that are there. */
        void only(String because, List<String> allowed) {
            values.forEach((key, given) -> {
                if (!allowed.contains(key)) {
                    throw given.error("'" + key + "' has no meaning in " + what + " with " + because + ". Allowed are "
                            + String.join(", ", allowed) + ".");
                }
            });
        }
    }
}
