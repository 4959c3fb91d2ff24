/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.model.Column;
import dev.ratchet.model.Model;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How long single rows take, in nanoseconds: both models in turns on the same rows, so that whatever slows the machine
 * down meets both, and the one that comes first changes from call to call.
 *
 * @param champion empty without a champion
 * @param candidate as many
 */
record PairedCalls(long[] champion, long[] candidate) {

    private static final int WARM_UP = 200;

    /** Times calls, one row each, beginning again at the first row where there are fewer. */
    static PairedCalls time(
            @Nullable Model champion, ModelInput forChampion, Model candidate, ModelInput rows, int calls) {
        long[] first = new long[champion == null ? 0 : calls];
        long[] second = new long[calls];
        for (int call = -WARM_UP; call < calls; call++) {
            int position = Math.floorMod(call, rows.rowCount());
            ModelInput row = new OneRow(rows, position);
            ModelInput championsRow = new OneRow(forChampion, position);
            long ofChampion = 0;
            long ofCandidate;
            if (champion != null && Math.floorMod(call, 2) == 0) {
                ofChampion = nanos(champion, championsRow);
                ofCandidate = nanos(candidate, row);
            } else {
                ofCandidate = nanos(candidate, row);
                ofChampion = champion == null ? 0 : nanos(champion, championsRow);
            }
            if (call >= 0) {
                second[call] = ofCandidate;
                if (champion != null) {
                    first[call] = ofChampion;
                }
            }
        }
        return new PairedCalls(first, second);
    }

    private static long nanos(Model model, ModelInput row) {
        long begun = System.nanoTime();
        float[][] unused = model.predict(row);
        return System.nanoTime() - begun;
    }

    private record OneRow(ModelInput rows, int row) implements ModelInput {

        @Override
        public int rowCount() {
            return 1;
        }

        @Override
        public List<Column> columns() {
            return rows.columns();
        }

        @Override
        public double number(int any, int column) {
            return rows.number(row, column);
        }

        @Override
        public @Nullable String text(int any, int column) {
            return rows.text(row, column);
        }

        @Override
        public int indexOf(String name) {
            return rows.indexOf(name);
        }
    }
}
