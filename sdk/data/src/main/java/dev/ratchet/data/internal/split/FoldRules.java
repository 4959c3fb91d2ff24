/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.split;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The fold of every row, by the rules that scikit-learn has made common. */
public final class FoldRules {

    private FoldRules() {}

    /** Runs of rows, the first {@code rows mod folds} of them one row longer. */
    public static int[] plain(int rows, int folds) {
        int[] foldOf = new int[rows];
        int at = 0;
        for (int fold = 0; fold < folds; fold++) {
            int size = rows / folds + (fold < rows % folds ? 1 : 0);
            Arrays.fill(foldOf, at, at + size, fold);
            at += size;
        }
        return foldOf;
    }

    /** Codes from 0 in the order in which values appear. */
    public static int[] codes(long[] values) {
        Map<Long, Integer> known = new HashMap<>();
        int[] codes = new int[values.length];
        for (int i = 0; i < codes.length; i++) {
            Integer code = known.putIfAbsent(values[i], known.size());
            codes[i] = code == null ? known.size() - 1 : code;
        }
        return codes;
    }

    /** Every fold gets of every class the share of it, within one row, in the order of the rows. */
    public static int[] stratified(int[] codes, int folds) {
        int classes = Arrays.stream(codes).max().orElse(-1) + 1;
        int[] sorted = codes.clone();
        Arrays.sort(sorted);
        int[][] room = new int[classes][folds];
        for (int i = 0; i < sorted.length; i++) {
            room[sorted[i]][i % folds]++;
        }
        int[] current = new int[classes];
        int[] foldOf = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            int code = codes[i];
            while (room[code][current[code]] == 0) {
                current[code]++;
            }
            room[code][current[code]]--;
            foldOf[i] = current[code];
        }
        return foldOf;
    }

    /** Whole groups, the largest first (of equal ones that of the larger code), each to the fold with fewest rows. */
    public static int[] grouped(int[] codes, int folds) {
        int[] sizes = new int[Arrays.stream(codes).max().orElse(-1) + 1];
        for (int code : codes) {
            sizes[code]++;
        }
        int[] order = IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(code -> sizes[code])
                        .thenComparing(Comparator.naturalOrder())
                        .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        int[] load = new int[folds];
        int[] foldOfGroup = new int[sizes.length];
        for (int code : order) {
            int least = 0;
            for (int fold = 1; fold < folds; fold++) {
                least = load[fold] < load[least] ? fold : least;
            }
            load[least] += sizes[code];
            foldOfGroup[code] = least;
        }
        return Arrays.stream(codes).map(code -> foldOfGroup[code]).toArray();
    }

    /** The block of every row in the order of time, 0 for those before the first fold, then 1, 2, ...: the last ones. */
    public static int[] timeSeries(int rows, int folds) {
        int size = rows / (folds + 1);
        int first = rows - size * folds;
        return IntStream.range(0, rows)
                .map(row -> row < first ? 0 : (row - first) / size + 1)
                .toArray();
    }
}
