/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.journal;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The bytes of a journal as one: those of its file, and behind them the newest, which lie in {@link RecentRecords} while
 * the writer lives or when it was killed. The writer may be at work. Not thread-safe.
 */
final class JournalBytes implements Closeable {

    private static final int TRIES = 8;
    private static final byte[] NONE = new byte[0];

    private final RandomAccessFile file;
    private final Path recentPath;
    /** The newest bytes as they were seen last, and where they begin. */
    private byte[] recent = NONE;

    private long recentStart;

    /**
     * Opens a journal.
     *
     * @throws NoSuchFileException when there is none
     */
    JournalBytes(Path journal) throws IOException {
        this.file = open(journal);
        this.recentPath = RecentRecords.pathOf(journal);
    }

    /** Opens to read; only a file that is not there is said to be missing, not one of too many open files. */
    private static RandomAccessFile open(Path path) throws IOException {
        try {
            return new RandomAccessFile(path.toFile(), "r");
        } catch (FileNotFoundException e) {
            if (Files.notExists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            throw e;
        }
    }

    /**
     * The length of a journal without opening it.
     *
     * @throws NoSuchFileException when there is none
     */
    static long length(Path journal) throws IOException {
        if (!Files.exists(RecentRecords.pathOf(journal))) {
            return Files.size(journal);
        }
        try (JournalBytes bytes = new JournalBytes(journal)) {
            return bytes.length();
        }
    }

    /** Where the journal ends now. */
    long length() throws IOException {
        // In this order: what leaves the recent bytes in between is in the file already.
        byte[] seen = look();
        long own = file.length();
        recent = NONE;
        if (seen == null) {
            return own;
        }
        recentStart = Buffer.longAt(seen, RecentRecords.BASE_AT);
        int used = usedOf(seen);
        if (own < recentStart || own >= recentStart + used) {
            return own;
        }
        recent = Arrays.copyOfRange(seen, RecentRecords.HEADER_LENGTH, RecentRecords.HEADER_LENGTH + used);
        return recentStart + used;
    }

    /** Reads at least one byte of those that {@link #length()} counted last, or gives -1 behind them. */
    int read(long position, byte[] into, int offset, int count) throws IOException {
        file.seek(position);
        int read = file.read(into, offset, count);
        if (read > 0 || position < recentStart || position >= recentStart + recent.length) {
            return read;
        }
        int from = (int) (position - recentStart);
        int available = Math.min(count, recent.length - from);
        System.arraycopy(recent, from, into, offset, available);
        return available;
    }

    /** The file of the newest bytes at one moment; null where there is none, or it changes too quickly to be read. */
    private byte @Nullable [] look() throws IOException {
        if (!Files.exists(recentPath)) {
            return null;
        }
        try (RandomAccessFile in = open(recentPath)) {
            byte[] header = new byte[RecentRecords.HEADER_LENGTH];
            for (int i = 0; i < TRIES; i++) {
                byte[] bytes = new byte[RecentRecords.HEADER_LENGTH + RecentRecords.CAPACITY];
                if (!fill(in, bytes) || !isOurs(bytes) || !fill(in, header)) {
                    return null;
                }
                boolean same =
                        Buffer.longAt(bytes, RecentRecords.BASE_AT) == Buffer.longAt(header, RecentRecords.BASE_AT);
                if (same && usedOf(header) >= usedOf(bytes)) {
                    return bytes;
                }
            }
            return null;
        } catch (NoSuchFileException e) {
            // Removed since: all is in the journal's file.
            return null;
        }
    }

    private static boolean fill(RandomAccessFile in, byte[] bytes) throws IOException {
        in.seek(0);
        int filled = 0;
        while (filled < bytes.length) {
            int read = in.read(bytes, filled, bytes.length - filled);
            if (read < 0) {
                return false;
            }
            filled += read;
        }
        return true;
    }

    private boolean isOurs(byte[] bytes) {
        long version = Buffer.longAt(bytes, RecentRecords.VERSION_AT);
        if (Buffer.longAt(bytes, 0) != RecentRecords.MAGIC) {
            return false;
        }
        if (version > RecentRecords.VERSION) {
            throw Frames.newer(recentPath, version);
        }
        return usedOf(bytes) >= 0;
    }

    /** How many of the newest bytes count, or -1 when that makes no sense. */
    private static int usedOf(byte[] bytes) {
        long used = Buffer.longAt(bytes, RecentRecords.USED_AT);
        return used < 0 || used > RecentRecords.CAPACITY ? -1 : (int) used;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
