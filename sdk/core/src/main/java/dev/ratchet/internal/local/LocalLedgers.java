/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.NotFoundException;
import dev.ratchet.UnavailableException;
import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.io.ProcessLock;
import dev.ratchet.internal.json.Json;
import dev.ratchet.store.LedgerRecord;
import dev.ratchet.store.LedgerStore;
import dev.ratchet.store.VersionIdentity;
import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Ledgers of a local store: a directory per model, a file per entry and one beside it for its marks. Written by one
 * process at a time under a lock; read without one, since files come in order and are replaced as a whole.
 */
final class LocalLedgers implements LedgerStore {

    private static final long FORMAT = 1;
    private static final String ID_TAG = "ratchet.version.key";

    private final StoreLayout layout;
    private final LocalRegistry registry;
    private final Clock clock;

    LocalLedgers(StoreLayout layout, LocalRegistry registry, Clock clock) {
        this.layout = layout;
        this.registry = registry;
        this.clock = clock;
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private <T> T locked(String model, Action<T> action) {
        Path directory = layout.ledger(model);
        try {
            ProcessLock lock = RegistryFiles.lock(directory.resolve("ledger.lock"));
            try {
                return action.run();
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw new UnavailableException("'" + directory + "' cannot be written: " + e.getMessage(), false, e);
        }
    }

    private Path head(String model) {
        return layout.ledger(model).resolve("ledger.json");
    }

    private Path entry(String model, int number) {
        return layout.ledger(model).resolve(number + ".json");
    }

    private Path marks(String model, int number) {
        return layout.ledger(model).resolve(number + ".marks.json");
    }

    private static Map<String, @Nullable Object> readFile(Path file) throws IOException {
        try {
            return Json.readObject(FileOps.readText(file));
        } catch (FileNotFoundException | NoSuchFileException e) {
            return Map.of();
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private Map<String, @Nullable Object> readHead(String model) throws IOException {
        Map<String, @Nullable Object> head = readFile(head(model));
        if (!head.isEmpty() && !Long.valueOf(FORMAT).equals(head.get("format"))) {
            throw new IOException(
                    "the ledger has format " + head.get("format") + ", and this release of Ratchet reads " + FORMAT);
        }
        return head;
    }

    private void writeHead(String model, String id, int next) throws IOException {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("format", FORMAT);
        head.put("model", model);
        head.put("id", id);
        head.put("next", next);
        FileOps.writeWhole(head(model), Json.writePretty(head) + "\n");
    }

    private static int next(Map<String, @Nullable Object> head) {
        return head.get("next") instanceof Long next ? next.intValue() : 1;
    }

    private static String id(Map<String, @Nullable Object> head) {
        return head.get("id") instanceof String id ? id : "";
    }

    @Override
    public String begin(String model, String id) {
        return locked(model, () -> {
            Map<String, @Nullable Object> head = readHead(model);
            if (head.isEmpty()) {
                writeHead(model, id, 1);
                return id;
            }
            return id(head);
        });
    }

    @Override
    public LedgerRecord read(String model) {
        return read(model, 1);
    }

    @Override
    public LedgerRecord readAgain(String model, LedgerRecord before, int from) {
        LedgerRecord now = read(model, from);
        return now.id().equals(before.id()) ? before.from(from, now.entries(), now.time()) : read(model);
    }

    private LedgerRecord read(String model, int from) {
        try {
            Map<String, @Nullable Object> head = readHead(model);
            List<LedgerRecord.Entry> entries = new ArrayList<>();
            // An entry is there before the number after it is written down, or the program died in between.
            for (int number = from; !head.isEmpty(); number++) {
                Map<String, @Nullable Object> fields = readFile(entry(model, number));
                if (!fields.isEmpty()) {
                    entries.add(toEntry(model, number, fields));
                } else if (number >= next(head)) {
                    break;
                }
            }
            return new LedgerRecord(id(head), entries, clock.millis());
        } catch (IOException e) {
            throw new UnavailableException(
                    "The ledger '" + layout.ledger(model) + "' cannot be read: " + e.getMessage(), false, e);
        }
    }

    private LedgerRecord.Entry toEntry(String model, int number, Map<String, @Nullable Object> fields)
            throws IOException {
        Map<String, String> tags = new TreeMap<>(texts(readFile(marks(model, number))));
        tags.putAll(texts(fields.get("tags")));
        long created = fields.get("created") instanceof Long time ? time : 0;
        return new LedgerRecord.Entry(number, created, tags);
    }

    private static Map<String, String> texts(@Nullable Object value) {
        Map<String, String> texts = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text)));
        }
        return texts;
    }

    @Override
    public OptionalInt find(String model, String entryId) {
        return read(model).entries().stream()
                .filter(entry -> entryId.equals(entry.tags().get(ID_TAG)))
                .mapToInt(LedgerRecord.Entry::number)
                .findFirst();
    }

    @Override
    public int append(String model, String entryId, Map<String, String> fixed, String runId) {
        return locked(model, () -> {
            Map<String, @Nullable Object> head = readHead(model);
            if (head.isEmpty()) {
                throw new NotFoundException("There is no ledger of '" + model + "' in the local store.");
            }
            int number = next(head);
            while (Files.exists(entry(model, number))) {
                number++;
            }
            Map<String, String> tags = new TreeMap<>(fixed);
            tags.put(ID_TAG, entryId);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("number", number);
            fields.put("created", clock.millis());
            fields.put("run", runId);
            fields.put("tags", tags);
            FileOps.writeWhole(entry(model, number), Json.writePretty(fields) + "\n");
            writeHead(model, id(head), number + 1);
            return number;
        });
    }

    @Override
    public void mark(String model, int number, String key, String value) {
        changeMarks(model, number, marks -> marks.put(key, value));
    }

    @Override
    public void unmark(String model, int number, String key) {
        changeMarks(model, number, marks -> marks.remove(key));
    }

    private void changeMarks(String model, int number, Consumer<Map<String, String>> change) {
        locked(model, () -> {
            if (!Files.exists(entry(model, number))) {
                throw new NotFoundException("There is no entry " + number + " in the ledger of '" + model + "'.");
            }
            Map<String, String> marks = texts(readFile(marks(model, number)));
            change.accept(marks);
            FileOps.writeWhole(marks(model, number), Json.writePretty(marks) + "\n");
            return number;
        });
    }

    @Override
    public void setAlias(String model, String alias, int version) {
        registry.setAlias(model, alias, version);
    }

    @Override
    public Optional<VersionIdentity> version(String model, int version) {
        return VersionIdentity.find(registry, model, version);
    }

    @Override
    public Optional<VersionIdentity> versionByAlias(String model, String alias) {
        return registry.versionByAlias(model, alias).map(VersionIdentity::of);
    }
}
