/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.block;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.ratchet.RatchetException;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Descriptions as JSON: the type is the name of the record, the fields are its components. The JSON library is the one
 * that DJL itself brings.
 */
final class BlockJson {

    private static final int FORMAT = 1;
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

    private BlockJson() {}

    static String write(BlockDescription description) {
        JsonObject document = new JsonObject();
        document.addProperty("format", FORMAT);
        document.add("block", block(description));
        return GSON.toJson(document) + "\n";
    }

    static BlockDescription read(String json) {
        try {
            JsonObject document = JsonParser.parseString(json).getAsJsonObject();
            int format = field(document, "format").getAsInt();
            if (format != FORMAT) {
                throw new RatchetException("The block description has format " + format
                        + ", but this version of Ratchet reads format " + FORMAT + ". Use a later version.");
            }
            return block(field(document, "block").getAsJsonObject());
        } catch (JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | UnsupportedOperationException
                | ClassCastException e) {
            throw new RatchetException("The block description cannot be read: " + e.getMessage(), e);
        }
    }

    /** The name of a kind: {@code batchNorm}. */
    static String kind(Class<?> type) {
        String name = type.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static JsonObject block(BlockDescription description) {
        JsonObject object = new JsonObject();
        object.addProperty("type", kind(description.getClass()));
        for (RecordComponent component : description.getClass().getRecordComponents()) {
            try {
                object.add(component.getName(), value(component.getAccessor().invoke(description)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return object;
    }

    private static JsonElement value(Object value) {
        if (value instanceof BlockDescription description) {
            return block(description);
        }
        if (value instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(element -> array.add(value(element)));
            return array;
        }
        if (value instanceof Enum<?> choice) {
            return new JsonPrimitive(choice.name().toLowerCase(Locale.ROOT));
        }
        return value instanceof Boolean flag ? new JsonPrimitive(flag) : new JsonPrimitive((Number) value);
    }

    private static BlockDescription block(JsonObject object) {
        String name = field(object, "type").getAsString();
        Class<?> type = Arrays.stream(BlockDescription.class.getPermittedSubclasses())
                .filter(candidate -> kind(candidate).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the type '" + name + "' is not known; it may come from a later version of Ratchet"));
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(field(object, components[i].getName()), components[i].getGenericType());
        }
        try {
            return (BlockDescription) type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException(cause.getMessage(), e);
        }
    }

    private static JsonElement field(JsonObject object, String name) {
        JsonElement value = object.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the field '" + name + "' is missing in " + object);
        }
        return value;
    }

    private static Object value(JsonElement json, Type type) {
        if (type instanceof ParameterizedType list) {
            List<Object> values = new ArrayList<>();
            json.getAsJsonArray().forEach(element -> values.add(value(element, list.getActualTypeArguments()[0])));
            return values;
        }
        if (type == BlockDescription.class) {
            return block(json.getAsJsonObject());
        }
        if (type == boolean.class) {
            return json.getAsBoolean();
        }
        if (type == int.class || type == Integer.class) {
            return json.getAsBigDecimal().intValueExact();
        }
        if (type == long.class || type == Long.class) {
            return json.getAsBigDecimal().longValueExact();
        }
        return type == float.class ? (Object) json.getAsFloat() : choice(json.getAsString(), (Class<?>) type);
    }

    private static Object choice(String name, Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + name + "' is none of " + Arrays.toString(type.getEnumConstants())));
    }
}
