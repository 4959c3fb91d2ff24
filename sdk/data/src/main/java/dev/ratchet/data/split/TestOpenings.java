/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.data.internal.json.JsonText;
import dev.ratchet.data.internal.split.AppendOnlyFile;
import dev.ratchet.dataset.DatasetDigest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Who opened which test part, in a file of the local store to which lines are only added, by any number of processes at
 * a time. An opening is on the disk before the rows are handed out. Safe to share.
 */
public final class TestOpenings {

    private static final Logger LOG = LoggerFactory.getLogger(TestOpenings.class);

    private static final String FOLDER = "test-openings";
    private static final String FILE = "openings.jsonl";

    private final AppendOnlyFile file;
    private final Clock clock;

    TestOpenings(Path store, Clock clock) {
        this.file = new AppendOnlyFile(store.resolve(FOLDER).resolve(FILE));
        this.clock = clock;
    }

    /** Those in the local store of a {@code Ratchet}. */
    public static TestOpenings of(Ratchet ratchet) {
        return in(ratchet.directory());
    }

    /** Those in the local store in a directory. */
    public static TestOpenings in(Path store) {
        return new TestOpenings(store, Clock.systemUTC());
    }

    /**
     * All openings, the oldest first; none when nothing was opened.
     *
     * @throws RatchetException when the file cannot be read
     */
    public List<Opening> openings() {
        try {
            return parse(file.lines());
        } catch (IOException e) {
            throw new RatchetException("The openings of test parts in '" + file + "' cannot be read: " + e, e);
        }
    }

    /** The openings of one test part, the oldest first. */
    public List<Opening> openings(DatasetDigest digest) {
        return openings().stream()
                .filter(opening -> opening.digest().equals(digest))
                .toList();
    }

    Opening add(DatasetDigest digest, Purpose purpose) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Function<List<String>, String> line =
                lines -> JsonText.write(new Opening(digest, now, purpose, 1).toJsonValue());
        try {
            List<Opening> before = parse(file.append(line));
            int number = 1
                    + (int) before.stream()
                            .filter(opening -> opening.digest().equals(digest))
                            .count();
            return new Opening(digest, now, purpose, number);
        } catch (IOException e) {
            throw new RatchetException(
                    "The test part stays sealed, because its opening cannot be written to '" + file + "': " + e, e);
        }
    }

    private static List<Opening> parse(List<String> lines) {
        List<Opening> openings = new ArrayList<>();
        Map<DatasetDigest, Integer> counts = new HashMap<>();
        for (String line : lines) {
            try {
                if (JsonText.read(line) instanceof Map<?, ?> json
                        && json.get("digest") instanceof String digestText
                        && json.get("time") instanceof String time
                        && json.get("purpose") instanceof String text) {
                    String[] kindAndHex = digestText.split(":", 2);
                    DatasetDigest digest = new DatasetDigest(kindAndHex[0], kindAndHex[kindAndHex.length - 1]);
                    Purpose purpose = Purpose.of(text, text(json, "run"), text(json, "decision"), text(json, "model"));
                    int number = counts.merge(digest, 1, Integer::sum);
                    openings.add(new Opening(digest, Instant.parse(time), purpose, number));
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                // A crash cut it off, and its rows were never handed out.
                LOG.debug("An opening that was not written to its end is passed over: {}", e.getMessage());
            }
        }
        return openings;
    }

    private static @Nullable String text(Map<?, ?> json, String key) {
        return json.get(key) instanceof String value ? value : null;
    }
}
