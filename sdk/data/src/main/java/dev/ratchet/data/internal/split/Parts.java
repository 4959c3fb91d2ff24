/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.split;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The part of every row, for parts by fractions that sum to 1. */
public final class Parts {

    /** Keeps 0.7 of 10 rows at 7, though 0.7 is a little less in binary. */
    private static final double SLACK = 1e-9;

    private Parts() {}

    /** How many of so many rows each part gets: the floor of its share, the rest by the largest remainder. */
    public static int[] sizes(int rows, double[] fractions) {
        return apportion(rows, fractions, new double[fractions.length]);
    }

    /** Each part gets the floor of its share or one more; what it missed in earlier calls counts. */
    private static int[] apportion(int rows, double[] fractions, double[] owed) {
        int[] sizes = new int[fractions.length];
        boolean[] full = new boolean[fractions.length];
        int left = rows;
        for (int i = 0; i < sizes.length; i++) {
            double share = rows * fractions[i];
            sizes[i] = (int) Math.floor(share + SLACK);
            full[i] = share - sizes[i] <= SLACK;
            owed[i] += share - sizes[i];
            left -= sizes[i];
        }
        for (; left > 0; left--) {
            int most = -1;
            for (int i = 0; i < sizes.length; i++) {
                if (!full[i] && (most < 0 || owed[i] > owed[most] + SLACK)) {
                    most = i;
                }
            }
            sizes[most]++;
            owed[most]--;
            full[most] = true;
        }
        return sizes;
    }

    /** The rows in this order, cut at the sizes. */
    public static int[] cut(int[] order, int[] sizes) {
        int[] parts = new int[order.length];
        int at = 0;
        for (int part = 0; part < sizes.length; part++) {
            for (int end = at + sizes[part]; at < end; at++) {
                parts[order[at]] = part;
            }
        }
        return parts;
    }

    /** The rows of each class, in this order, cut at the class' own sizes. Classes come in the order of their keys. */
    public static int[] stratified(long[] classes, int[] order, double[] fractions) {
        Map<Long, List<Integer>> strata = new TreeMap<>();
        for (int row : order) {
            strata.computeIfAbsent(classes[row], unused -> new ArrayList<>()).add(row);
        }
        int[] parts = new int[classes.length];
        double[] owed = new double[fractions.length];
        for (List<Integer> rows : strata.values()) {
            int[] sizes = apportion(rows.size(), fractions, owed);
            int at = 0;
            for (int part = 0; part < sizes.length; part++) {
                for (int end = at + sizes[part]; at < end; at++) {
                    parts[rows.get(at)] = part;
                }
            }
        }
        return parts;
    }

    /**
     * Whole groups, in the order of their keys, each to the part that lacks most rows; the last groups to parts that are
     * still empty, where there are any.
     */
    public static int[] grouped(long[] groups, double[] fractions) {
        Map<Long, Integer> sizes = new TreeMap<>();
        for (long group : groups) {
            sizes.merge(group, 1, Integer::sum);
        }
        double[] lacking = new double[fractions.length];
        boolean[] empty = new boolean[fractions.length];
        for (int i = 0; i < lacking.length; i++) {
            lacking[i] = fractions[i] * groups.length;
            empty[i] = fractions[i] > 0;
        }
        Map<Long, Integer> partOf = new HashMap<>();
        int left = sizes.size();
        for (Map.Entry<Long, Integer> group : sizes.entrySet()) {
            boolean onlyEmpty = left <= count(empty);
            int part = mostLacking(lacking, empty, onlyEmpty);
            lacking[part] -= group.getValue();
            empty[part] = false;
            partOf.put(group.getKey(), part);
            left--;
        }
        int[] parts = new int[groups.length];
        for (int row = 0; row < parts.length; row++) {
            parts[row] = partOf.getOrDefault(groups[row], 0);
        }
        return parts;
    }

    private static int mostLacking(double[] lacking, boolean[] empty, boolean onlyEmpty) {
        int most = -1;
        for (int i = 0; i < lacking.length; i++) {
            boolean allowed = !onlyEmpty || empty[i] || count(empty) == 0;
            if (allowed && (most < 0 || lacking[i] > lacking[most] + SLACK)) {
                most = i;
            }
        }
        return most;
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }

    /** Each row by its key alone: the upper 53 bits as a number in [0, 1) against the sums of the fractions. */
    public static int[] hashed(long[] keys, double[] fractions) {
        int last = fractions.length - 1;
        while (last > 0 && fractions[last] == 0) {
            last--;
        }
        int[] parts = new int[keys.length];
        for (int row = 0; row < parts.length; row++) {
            double at = (keys[row] >>> 11) * 0x1.0p-53;
            int part = 0;
            double end = fractions[0];
            while (part < last && at >= end) {
                part++;
                end += fractions[part];
            }
            parts[row] = part;
        }
        return parts;
    }

    /**
     * Rows in the order of time, cut at the sizes; rows of one time stay together, in the earlier part.
     *
     * @param order the rows by time
     * @param sameAsBefore whether the row at a place in the order has the time of the one before
     */
    public static int[] byTime(int[] order, boolean[] sameAsBefore, int[] sizes) {
        int[] moved = sizes.clone();
        int end = 0;
        for (int part = 0; part < sizes.length - 1; part++) {
            int wanted = 0;
            for (int i = 0; i <= part; i++) {
                wanted += sizes[i];
            }
            int begin = end;
            end = Math.max(begin, wanted);
            while (end > begin && end < order.length && sameAsBefore[end]) {
                end++;
            }
            moved[part] = end - begin;
        }
        moved[sizes.length - 1] = order.length - end;
        return cut(order, moved);
    }
}
