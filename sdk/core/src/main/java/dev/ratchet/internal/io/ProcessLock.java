/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.io;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock on a file of its own that one process holds, and in it one holder; the system frees it when the process ends,
 * however it ends. The file is opened by nobody who does not want the lock: where locks are those of POSIX, closing any
 * channel on a file frees every lock of the process on it.
 */
public final class ProcessLock implements AutoCloseable {

    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();
    private static final Set<FileChannel> LEFT_OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private ProcessLock(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the lock, or returns null when another holder has it, here or in another process. */
    public static @Nullable ProcessLock tryAcquire(Path file) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        if (!HELD.add(path)) {
            return null;
        }
        boolean acquired = false;
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lockOrClose(channel);
            acquired = lock != null;
            return lock == null ? null : new ProcessLock(path, channel, lock);
        } finally {
            if (!acquired) {
                HELD.remove(path);
            }
        }
    }

    private static @Nullable FileLock lockOrClose(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            // Held by this process through another class loader's copy of this class. Closing the channel, also by the
            // garbage collector, would free that lock on POSIX systems, so it stays open.
            LEFT_OPEN.add(channel);
            return null;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether this process holds the lock. */
    static boolean isHeldHere(Path file) {
        return HELD.contains(file.toAbsolutePath().normalize());
    }

    /** Whether nobody holds the lock now, in this process or another. */
    public static boolean isFree(Path file) throws IOException {
        if (isHeldHere(file)) {
            return false;
        }
        ProcessLock lock = tryAcquire(file);
        if (lock == null) {
            return false;
        }
        lock.close();
        return true;
    }

    /** Frees the lock; the file stays. Idempotent. */
    @Override
    public void close() {
        if (!HELD.contains(path) || !lock.isValid()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            HELD.remove(path);
        }
    }
}
