/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Doubles as MLflow takes and gives them. What is not finite goes as text, since bare it would become 0. MLflow keeps
 * infinities as the greatest finite double, so that one is read as infinite.
 */
final class Doubles {

    private static final Logger LOG = LoggerFactory.getLogger(Doubles.class);

    private final String store;
    private final AtomicBoolean warned = new AtomicBoolean();

    Doubles(String store) {
        this.store = store;
    }

    static void put(ObjectNode node, String field, double value) {
        if (Double.isFinite(value)) {
            node.put(field, value);
        } else {
            node.put(field, Double.toString(value));
        }
    }

    double read(JsonNode node) {
        double value = node.isTextual() ? parse(node.asText()) : node.asDouble();
        if (Math.abs(value) != Double.MAX_VALUE) {
            return value;
        }
        if (warned.compareAndSet(false, true)) {
            LOG.warn("{} keeps infinite metric values as +-1.797e308; they are read as infinite.", store);
        }
        return value > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    private static double parse(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
