/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.flights;

import dev.ratchet.data.CsvOptions;
import dev.ratchet.data.DataType;
import dev.ratchet.data.Row;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/** The flights as rows of what is known before departure. */
final class FlightRows {

    /** Minutes after the time in the timetable, negative when early. */
    static final String DELAY = "arr_delay";

    /** The hour of the scheduled departure, by which rows are split. */
    static final String TIME = "time_hour";

    /** For slices only: a month that is still to come cannot be learned. */
    static final String MONTH = "month";

    static final String CARRIER = "carrier";

    private static final int MINUTES_OF_DAY = 24 * 60;
    private static final String WEEKDAY = "weekday";
    private static final String DEPARTURE = "departure_minute";
    private static final String PLANNED = "planned_minutes";

    private FlightRows() {}

    /**
     * Flights that landed where they should.
     *
     * @param without how many did not, so that there is no delay of theirs
     */
    record Landed(Table rows, int without) implements AutoCloseable {

        @Override
        public void close() {
            rows.close();
        }
    }

    /**
     * What a model may be told, and when and by whom the flight was. Departure delay, times of departure and arrival and the
     * time in the air are left out: they are known when it is too late. So is the destination, because some are new after
     * the training; the distance says nearly as much.
     *
     * @param mostRows how many rows are taken at most
     */
    static Landed read(Path file, int mostRows) {
        CsvOptions options = CsvOptions.forFile(file)
                .name("flights")
                .nullTexts("", "NA")
                .type(CARRIER, DataType.CATEGORICAL)
                .type("origin", DataType.CATEGORICAL)
                .type(TIME, DataType.TIMESTAMP_UTC)
                .build();
        try (Table all = Tables.csv(file, options);
                Table some = all.head(mostRows);
                Table landed = some.filter(row -> !row.isMissing(DELAY));
                Table weekday = landed.derive(WEEKDAY, DataType.INT32, FlightRows::weekday);
                Table departure = weekday.derive(DEPARTURE, DataType.INT32, row -> minute(row, "sched_dep_time"));
                Table planned = departure.derive(PLANNED, DataType.INT32, FlightRows::planned);
                Table month = planned.derive(MONTH, DataType.STRING, FlightRows::month)) {
            return new Landed(
                    month.select(TIME, MONTH, CARRIER, "origin", "distance", WEEKDAY, DEPARTURE, PLANNED, DELAY),
                    some.rowCount() - landed.rowCount());
        }
    }

    private static int weekday(Row row) {
        return LocalDate.of((int) row.number("year"), (int) row.number(MONTH), (int) row.number("day"))
                .getDayOfWeek()
                .getValue();
    }

    private static String month(Row row) {
        return String.format(Locale.ROOT, "%02d", (int) row.number(MONTH));
    }

    /** Times are written as 1305 for five past one. */
    private static int minute(Row row, String column) {
        int time = (int) row.number(column);
        return time / 100 * 60 + time % 100;
    }

    /** By the clocks of both airports, which is what a timetable tells. */
    private static int planned(Row row) {
        return Math.floorMod(minute(row, "sched_arr_time") - minute(row, "sched_dep_time"), MINUTES_OF_DAY);
    }

    /** What the model learns from: neither the time by which rows are split nor the month. */
    static Table features(Table part) {
        return part.drop(TIME, MONTH);
    }
}
