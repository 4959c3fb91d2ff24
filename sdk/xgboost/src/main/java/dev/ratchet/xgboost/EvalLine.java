/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import com.fasterxml.jackson.core.io.NumberInput;
import dev.ratchet.RatchetException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the line that XGBoost's native evaluation returns, {@code [3]\ttrain-auc:0.93\tvalid-auc:0.91}: watch by watch,
 * metric by metric, the same metrics for each watch. Names are taken from the first line; later lines are read by
 * position only. Used by one thread.
 */
final class EvalLine {

    private final List<String> watches;
    private final List<String> keys = new ArrayList<>();
    private String lastMetric = "";
    private double[] values = new double[0];
    /** The values as they were written. */
    private String[] texts = new String[0];

    EvalLine(List<String> watches) {
        this.watches = watches;
    }

    /** Reads one more line. */
    void read(String line) {
        boolean first = values.length == 0;
        if (first) {
            int tokens = count(line);
            if (tokens % Math.max(1, watches.size()) != 0) {
                throw unreadable(line);
            }
            values = new double[tokens];
            texts = new String[tokens];
        }
        int index = 0;
        int start = line.indexOf('\t');
        while (start >= 0) {
            int end = line.indexOf('\t', start + 1);
            if (index == values.length) {
                throw unreadable(line);
            }
            token(line, start + 1, end < 0 ? line.length() : end, index++, first);
            start = end;
        }
        if (index != values.length) {
            throw unreadable(line);
        }
    }

    private void token(String line, int start, int end, int index, boolean first) {
        int colon = line.lastIndexOf(':', end - 1);
        if (colon < start) {
            throw unreadable(line);
        }
        if (first) {
            String watch = watches.get(index / metricsPerWatch());
            String key = line.substring(start, colon);
            keys.add(key);
            lastMetric = key.startsWith(watch + "-") ? key.substring(watch.length() + 1) : key;
        }
        texts[index] = line.substring(colon + 1, end);
        values[index] = number(texts[index]);
    }

    /** Jackson's parser, since the JDK's takes a microsecond for 17 decimals; both round correctly. */
    private static double number(String text) {
        return switch (text) {
            case "nan", "-nan", "nan(ind)", "-nan(ind)" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> NumberInput.parseDouble(text, true);
        };
    }

    private static int count(String line) {
        int tokens = 0;
        for (int i = line.indexOf('\t'); i >= 0; i = line.indexOf('\t', i + 1)) {
            tokens++;
        }
        return tokens;
    }

    private static RatchetException unreadable(String line) {
        return new RatchetException("XGBoost's evaluation '" + line + "' cannot be read.");
    }

    /** How many metrics each watch has; 0 when there are none. */
    int metricsPerWatch() {
        return watches.isEmpty() ? 0 : values.length / watches.size();
    }

    /** The metric of the last value, without the watch's name; empty when there are no metrics. */
    String lastMetric() {
        return lastMetric;
    }

    /** The last metric of a watch in the precision of the caller's metrics array. */
    float lastOfWatch(int watch) {
        int index = (watch + 1) * metricsPerWatch() - 1;
        return Double.isFinite(values[index]) ? NumberInput.parseFloat(texts[index], true) : (float) values[index];
    }

    /** All values under {@code <watch>-<metric>}, in the line's order. */
    Map<String, Double> metrics() {
        Map<String, Double> all = new LinkedHashMap<>(values.length * 2);
        for (int i = 0; i < values.length; i++) {
            all.put(keys.get(i), values[i]);
        }
        return all;
    }
}
