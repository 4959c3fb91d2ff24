/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.NoMemoryLeft;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What every split of any table keeps to. */
@ExtendWith(NoMemoryLeft.class)
class SplitPropertiesTest {

    @TempDir
    Path folder;

    private Table table(SplittableRandom random, int rows) throws IOException {
        StringBuilder csv = new StringBuilder("id,kind,who,day\n");
        for (int i = 0; i < rows; i++) {
            csv.append(i)
                    .append(",k")
                    .append(random.nextInt(3))
                    .append(",p")
                    .append(random.nextInt(rows / 4))
                    .append(',')
                    .append(random.nextInt(rows / 3))
                    .append('\n');
        }
        return Tables.csv(
                Files.writeString(folder.resolve("t.csv"), csv),
                CsvOptions.builder().build());
    }

    private static double[] fractions(SplittableRandom random) {
        double train = 0.4 + 0.3 * random.nextDouble();
        double validation = (1 - train) * (0.3 + 0.4 * random.nextDouble());
        return new double[] {train, validation, 1 - train - validation};
    }

    private static List<Table> parts(DataSplit split) {
        return List.of(split.train(), split.validation(), split.test().unopened());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void sizes_areWithinOneRow_andStrataToo(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 3; round++) {
            double[] shares = fractions(random);
            try (Table table = table(random, 60 + random.nextInt(500));
                    DataSplit plain = DataSplit.random()
                            .fractions(shares[0], shares[1], shares[2])
                            .seed(seed)
                            .apply(table);
                    DataSplit even = DataSplit.stratified("kind")
                            .fractions(shares[0], shares[1], shares[2])
                            .seed(seed)
                            .apply(table)) {
                Map<String, Long> whole = count(table, "kind");
                for (int part = 0; part < shares.length; part++) {
                    String at = "seed " + seed + ", round " + round + ", part " + part;
                    double share = shares[part];
                    within(parts(plain).get(part).rowCount(), share * table.rowCount(), at);
                    Map<String, Long> there = count(parts(even).get(part), "kind");
                    whole.forEach((kind, rows) -> within(there.getOrDefault(kind, 0L), share * rows, at + ", " + kind));
                }
            }
        }
    }

    private static void within(double rows, double wanted, String at) {
        assertThat(Math.abs(rows - wanted)).as(at).isLessThan(1 + 1e-6);
    }

    private static Map<String, Long> count(Table table, String column) {
        Map<String, Long> counts = new HashMap<>();
        texts(table, column).apply(table.rowCount()).forEach(text -> counts.merge(text, 1L, Long::sum));
        return counts;
    }

    private static IntFunction<List<String>> texts(Table table, String column) {
        int at = table.indexOf(column);
        return rows -> IntStream.range(0, rows)
                .mapToObj(row -> String.valueOf(table.text(row, at)))
                .toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23, 24})
    void groups_areNeverTorn_norTimesTurned(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 3; round++) {
            try (Table table = table(random, 200 + random.nextInt(300));
                    DataSplit grouped = DataSplit.grouped("who").seed(seed).apply(table);
                    DataSplit hashed = DataSplit.hashed("who").seed(seed).apply(table);
                    DataSplit byTime = DataSplit.byTime("day").apply(table)) {
                for (DataSplit split : List.of(grouped, hashed)) {
                    Map<String, Integer> partOf = new HashMap<>();
                    for (int part = 0; part < 3; part++) {
                        for (String who : count(parts(split).get(part), "who").keySet()) {
                            assertThat(partOf.put(who, part))
                                    .as("seed %d, round %d, group %s", seed, round, who)
                                    .isNull();
                        }
                    }
                }
                double last = -1;
                for (Table part : parts(byTime)) {
                    double[] days = part.toDoubles("day");
                    assertThat(Arrays.stream(days).min().orElse(Double.MAX_VALUE))
                            .as("seed %d, round %d", seed, round)
                            .isGreaterThan(last);
                    last = Arrays.stream(days).max().orElse(last);
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {31, 32, 33, 34})
    void rowsThatAreAdded_moveNoneOfTheOthers(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 3; round++) {
            try (Table all = table(random, 200 + random.nextInt(500));
                    Table few = all.head(100 + random.nextInt(90));
                    Table keyed = all.withKey("id");
                    Table fewKeyed = few.withKey("id");
                    DataSplit before = DataSplit.random().seed(seed).apply(fewKeyed);
                    DataSplit after = DataSplit.random().seed(seed).apply(keyed);
                    DataSplit peopleBefore = DataSplit.hashed("who").seed(seed).apply(few);
                    DataSplit peopleAfter = DataSplit.hashed("who").seed(seed).apply(all)) {
                for (int part = 0; part < 3; part++) {
                    assertThat(ids(parts(after).get(part)))
                            .as("seed %d, round %d, part %d", seed, round, part)
                            .containsAll(ids(parts(before).get(part)));
                    assertThat(ids(parts(peopleAfter).get(part)))
                            .as("seed %d, round %d, part %d", seed, round, part)
                            .containsAll(ids(parts(peopleBefore).get(part)));
                }
            }
        }
    }

    private static Set<Double> ids(Table table) {
        Set<Double> ids = new HashSet<>();
        for (double id : table.toDoubles("id")) {
            ids.add(id);
        }
        return ids;
    }
}
