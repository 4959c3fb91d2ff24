/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.search;

import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Makes orders that are right. */
final class Orders {

    private static final List<String> DIRECTIONS = List.of("", " ASC", " asc", " DESC", " desc", "\tDesc");

    private final Random random;
    private final Filters filters;

    Orders(Random random, Filters filters) {
        this.random = random;
        this.filters = filters;
    }

    /**
     * An order.
     *
     * @param field what tells it from others
     * @param value what of a run it looks at, in words; runs with equal words tie
     */
    record Order(String text, String field, Function<RunRecord, String> value) {}

    /** None to three, each about something else. */
    List<Order> next() {
        List<Order> orders = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Order order = order();
            if (seen.add(order.field())) {
                orders.add(order);
            }
        }
        return orders;
    }

    private Order order() {
        String direction = Values.any(DIRECTIONS, random);
        switch (random.nextInt(4)) {
            case 0 -> {
                String key = Values.any(Values.PARAMS, random);
                return new Order(
                        "params." + filters.key(key) + direction,
                        "p" + key,
                        run -> String.valueOf(run.params().get(key)));
            }
            case 1 -> {
                String key = Values.any(Values.TAGS, random);
                return new Order(
                        "tag." + filters.key(key) + direction,
                        "t" + key,
                        run -> String.valueOf(run.tags().get(key)));
            }
            case 2 -> {
                return attribute(direction);
            }
            default -> {
                String key = Values.any(Values.METRICS, random);
                return new Order("metrics." + filters.key(key) + direction, "m" + key, run -> number(run, key));
            }
        }
    }

    private Order attribute(String direction) {
        return switch (random.nextInt(5)) {
            case 0 ->
                new Order("status" + direction, "status", run -> run.status().name());
            case 1 ->
                new Order(
                        "attributes.end_time" + direction,
                        "end",
                        run -> run.endTime().toString());
            case 2 -> new Order("attr.run_name" + direction, "name", RunRecord::name);
            case 3 -> new Order("user_id" + direction, "user", run -> "");
            default ->
                new Order(
                        Values.any(List.of("start_time", "Created", "run.`created`"), random) + direction,
                        "start",
                        run -> Long.toString(run.startTime()));
        };
    }

    private static String number(RunRecord run, String key) {
        MetricPoint point = run.metrics().get(key);
        return point == null ? "none" : Double.toString(finite(point.value()));
    }

    /** A server keeps infinities as the greatest double, so the two tie. */
    private static double finite(double value) {
        return Double.isInfinite(value) ? Math.copySign(Double.MAX_VALUE, value) : value + 0.0;
    }
}
