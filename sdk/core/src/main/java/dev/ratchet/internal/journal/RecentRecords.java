/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.journal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The newest frames of a journal, in a file beside it that is mapped into memory: a frame put here is as safe from
 * {@code kill -9} as one that was written, and costs a copy instead of a system call, which takes microseconds in the
 * middle of a training. The journal is the frames of its file and, from the place {@code base} on, these. Not
 * thread-safe; readers of any process may look on.
 *
 * <p>A header of {@value #HEADER_LENGTH} bytes: magic, version, {@code base}, and how many bytes behind the header count.
 */
final class RecentRecords {

    static final int HEADER_LENGTH = 32;
    static final int CAPACITY = 64 << 10;
    static final int VERSION = 1;
    static final int VERSION_AT = 8;
    static final int BASE_AT = 16;
    static final int USED_AT = 24;
    static final long MAGIC = Buffer.longOf("RATCHETR".getBytes(StandardCharsets.US_ASCII));

    private static final Logger LOG = LoggerFactory.getLogger(RecentRecords.class);
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** File systems that write a page again where it was, so that a full disk does not matter. */
    private static final Set<String> SAFE = Set.of("ext2", "ext3", "ext4", "xfs", "tmpfs", "overlay");

    private final Path path;
    private final MappedByteBuffer mapped;
    /** What is mapped, once more, so that nothing is lost with a page that fails. */
    private final byte[] bytes = new byte[CAPACITY];

    private int used;
    private boolean broken;

    private RecentRecords(Path path, MappedByteBuffer mapped) {
        this.path = path;
        this.mapped = mapped;
    }

    /** Where the newest frames of a journal lie. */
    static Path pathOf(Path journal) {
        return journal.resolveSibling(journal.getFileName() + ".recent");
    }

    /** Makes the file; null where mapping is not known to be safe or fails. */
    static @Nullable RecentRecords tryOpen(Path journal, long base) {
        try {
            return SAFE.contains(Files.getFileStore(journal).type()) ? open(journal, base) : null;
        } catch (IOException | RuntimeException e) {
            LOG.debug("'{}' gets no file of recent records: {}", journal, e.getMessage());
            return null;
        }
    }

    /** Makes the file; the journal's own ends at {@code base}. */
    static RecentRecords open(Path journal, long base) throws IOException {
        Path path = pathOf(journal);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            // Real zeros: a hole would be filled, or not, when the disk is full.
            file.write(new byte[HEADER_LENGTH + CAPACITY]);
            MappedByteBuffer mapped =
                    file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, HEADER_LENGTH + CAPACITY);
            mapped.putLong(BASE_AT, base);
            mapped.putLong(VERSION_AT, VERSION);
            mapped.putLong(0, MAGIC);
            return new RecentRecords(path, mapped);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** Keeps a frame; false when there is no room for it, or the mapping is broken. */
    boolean put(byte[] frame, int length) {
        if (broken || length > CAPACITY - used) {
            return false;
        }
        try {
            mapped.put(HEADER_LENGTH + used, frame, 0, length);
            LONG.setRelease(mapped, USED_AT, (long) (used + length));
        } catch (InternalError e) {
            failed(e);
            return false;
        }
        System.arraycopy(frame, 0, bytes, used, length);
        used += length;
        return true;
    }

    private void failed(InternalError pageFault) {
        LOG.debug("'{}' is no longer used: {}", path, pageFault.getMessage());
        broken = true;
    }

    /** Whether the disk below the mapping failed: nothing more can be kept, what is kept should be written elsewhere. */
    boolean isBroken() {
        return broken;
    }

    /** How many bytes are kept. */
    int used() {
        return used;
    }

    /** What is kept: the first {@link #used()} bytes. */
    byte[] bytes() {
        return bytes;
    }

    /** Forgets what is kept, since the journal's file now holds it and ends at {@code base}. */
    void restart(long base) {
        used = 0;
        if (broken) {
            return;
        }
        try {
            LONG.setVolatile(mapped, USED_AT, 0L);
            LONG.setVolatile(mapped, BASE_AT, base);
        } catch (InternalError e) {
            failed(e);
        }
    }

    /** Removes the file, whose frames are in the journal's file. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
