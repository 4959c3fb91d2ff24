/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.split;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Lines to which others are added by several processes, one at a time, under a lock of the system on a file beside it.
 * A line that was added is on the disk.
 */
public final class AppendOnlyFile {

    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();
    private static final long LOCK_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Path file;

    /** Nothing is created before the first line. */
    public AppendOnlyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** The lines; one that is not finished is among them. */
    public List<String> lines() throws IOException {
        return Files.exists(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .toList()
                : List.of();
    }

    /**
     * Adds a line.
     *
     * @param line makes it from those that are there
     * @return those that were there
     */
    public List<String> append(Function<List<String>, String> line) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        Files.createDirectories(folder);
        IN_THIS_PROCESS.lock();
        try (FileChannel lockFile = FileChannel.open(
                        folder.resolve(file.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock held = lock(lockFile);
                FileChannel out = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            List<String> before = lines();
            String text = (endsInsideLine() ? "\n" : "") + line.apply(before) + "\n";
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (held.isValid() && bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
            return before;
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    private boolean endsInsideLine() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return bytes.length > 0 && bytes[bytes.length - 1] != '\n';
    }

    private FileLock lock(FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + LOCK_NANOS;
        do {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return lock;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        } while (System.nanoTime() < deadline);
        throw new IOException("another process has held the lock on it for 10 seconds");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by another class loader's copy of this class.
            return null;
        }
    }

    /** Where it is. */
    @Override
    public String toString() {
        return file.toString();
    }
}
