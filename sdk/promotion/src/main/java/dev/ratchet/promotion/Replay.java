/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.RatchetException;
import dev.ratchet.promotion.internal.json.CanonicalJson;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A decision that was computed again.
 *
 * @param decision the new one
 * @param differences where the record says something else, in words; empty when it was right
 */
public record Replay(PromotionDecision decision, List<String> differences) {

    private static final double TOLERANCE = 1e-9;

    /** Copies the differences. */
    public Replay {
        differences = List.copyOf(differences);
    }

    /** Whether the record is right. */
    public boolean isSame() {
        return differences.isEmpty();
    }

    static Replay of(String record, Evidence.Builder builder) {
        Map<?, ?> before = read(record);
        if (!(before.get("policy") instanceof Map<?, ?> policy)) {
            throw new RatchetException("The record has no policy, so it is no decision that can be computed again.");
        }
        if (before.get("facts") instanceof Map<?, ?> facts) {
            FactsJson.read(facts, builder);
        }
        Evidence kept = builder.build();
        String[] own = kept.metrics().stream().map(metric -> metric.name()).toArray(String[]::new);
        PromotionDecision again = Promotion.decide(PromotionPolicy.parse(CanonicalJson.write(policy), own), kept);
        List<String> differences = new ArrayList<>();
        compare("", before, read(again.toJson()), differences);
        return new Replay(again, differences);
    }

    /** JSON is YAML. */
    private static Map<?, ?> read(String json) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel("decision")
                    .setCodePointLimit(Integer.MAX_VALUE)
                    .build();
            if (new Load(settings).loadFromString(json) instanceof Map<?, ?> map) {
                return map;
            }
        } catch (YamlEngineException e) {
            throw new RatchetException("The record of a decision cannot be read: " + e.getMessage(), e);
        }
        throw new RatchetException("The record of a decision is no JSON object.");
    }

    private static void compare(String at, @Nullable Object before, @Nullable Object again, List<String> differences) {
        if (before instanceof Map<?, ?> left && again instanceof Map<?, ?> right) {
            TreeSet<String> keys = new TreeSet<>();
            left.keySet().forEach(key -> keys.add(String.valueOf(key)));
            right.keySet().forEach(key -> keys.add(String.valueOf(key)));
            // A newer library may compute the same; what it computes is compared.
            keys.remove("library");
            keys.forEach(key -> compare(at + "/" + key, left.get(key), right.get(key), differences));
        } else if (before instanceof List<?> left && again instanceof List<?> right && left.size() == right.size()) {
            for (int i = 0; i < left.size(); i++) {
                compare(at + "/" + i, left.get(i), right.get(i), differences);
            }
        } else if (!isSame(before, again)) {
            differences.add(at + " was " + before + " and is " + again);
        }
    }

    private static boolean isSame(@Nullable Object before, @Nullable Object again) {
        if (before instanceof Number left && again instanceof Number right) {
            double a = left.doubleValue();
            double b = right.doubleValue();
            return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
        }
        return before == null ? again == null : before.equals(again);
    }
}
