/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * A download on its way to its place: what has come stays beside the place when the transfer is cut, with the ETag of the
 * server's file, so that a later attempt, of this process or of another, asks for the rest alone. A part that somebody else
 * writes is left to him, and a file of its own begun. Attempts that were given up write nothing any more. Thread-safe.
 */
public final class PartFile implements AutoCloseable {

    /** Less is sooner got anew than found again. */
    private static final long WORTH_KEEPING = 1 << 20;

    private final Path target;
    private final Path part;
    private final Path etagFile;
    private final FileChannel channel;
    /** Empty where others may not come back to it. */
    private final boolean lasting;

    private long size;
    private @Nullable String etag;
    private @Nullable Attempt current;
    private boolean moved;

    private PartFile(Path target, Path part, FileChannel channel, boolean lasting) throws IOException {
        this.target = target;
        this.part = part;
        this.etagFile = part.resolveSibling(part.getFileName() + ".etag");
        this.channel = channel;
        this.lasting = lasting;
        this.size = channel.size();
        this.etag = Files.exists(etagFile) ? Files.readString(etagFile, StandardCharsets.UTF_8) : null;
    }

    /**
     * Begins a download, or goes on with one that was cut.
     *
     * @param target where all of it is to be; its folder is made
     * @param source what is downloaded: the same text finds what was cut
     */
    public static PartFile open(Path target, String source) throws IOException {
        Path absolute = target.toAbsolutePath();
        String name = ".ratchet-"
                + UUID.nameUUIDFromBytes((source + '\n' + absolute.getFileName()).getBytes(StandardCharsets.UTF_8));
        Path common = folder(absolute).resolve(name + ".part");
        FileChannel channel = channel(common);
        if (isMine(channel)) {
            return new PartFile(absolute, common, channel, true);
        }
        channel.close();
        return alone(target);
    }

    /** Begins a download that nobody else, and none later, shares the part of. */
    public static PartFile alone(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path own = Files.createTempFile(folder(absolute), ".ratchet-", ".part");
        return new PartFile(absolute, own, channel(own), false);
    }

    private static Path folder(Path absolute) throws IOException {
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException("it is a root");
        }
        return Files.createDirectories(folder);
    }

    private static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static boolean isMine(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Where the bytes are that have come. */
    public Path path() {
        return part;
    }

    /** Begins an attempt; those before write nothing any more, whenever their answers come. */
    synchronized Attempt attempt() {
        Attempt next = new Attempt(etag == null || size == 0 ? null : new Rest(size, etag));
        current = next;
        return next;
    }

    /** One try to get what is missing. */
    static final class Attempt {

        private final @Nullable Rest rest;

        private Attempt(@Nullable Rest rest) {
            this.rest = rest;
        }

        /** What need not be sent again, as long as the server's file has this ETag; empty for nothing. */
        Optional<Rest> rest() {
            return Optional.ofNullable(rest);
        }
    }

    /** What is to be asked for. */
    record Rest(long from, String etag) {}

    /** Forgets what has come, and the attempts. */
    public synchronized void forget() throws IOException {
        current = null;
        clear();
    }

    private void clear() throws IOException {
        size = 0;
        etag = null;
        Files.deleteIfExists(etagFile);
        channel.truncate(0);
    }

    /**
     * Lets an attempt write.
     *
     * @param from where it begins: 0, or the end of what is there
     * @param newEtag of the server's file; empty for none, and then nothing of it is kept
     * @throws IOException when another one has begun, or the file is closed
     */
    synchronized void begin(Attempt attempt, long from, String newEtag) throws IOException {
        check(attempt);
        if (from != size) {
            clear();
        }
        if (from != size) {
            throw new IOException("the server sends what was not asked for, from byte " + from + " on");
        }
        channel.position(size);
        // Weak ones say that files look alike, not that their bytes are the same.
        boolean strong = newEtag.startsWith("\"");
        etag = strong ? newEtag : null;
        if (strong && lasting) {
            Files.writeString(etagFile, newEtag, StandardCharsets.UTF_8);
        } else {
            Files.deleteIfExists(etagFile);
        }
    }

    private void check(Attempt attempt) throws IOException {
        if (current != attempt) {
            throw new IOException("another attempt has taken its place");
        }
    }

    /**
     * Writes behind what is there.
     *
     * @throws IOException when another attempt has begun, or the file is closed
     */
    synchronized void write(Attempt attempt, ByteBuffer block) throws IOException {
        check(attempt);
        while (block.hasRemaining()) {
            size += channel.write(block);
        }
    }

    /** All has come: puts it into its place, over what is there. */
    public synchronized void finish() throws IOException {
        current = null;
        channel.close();
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
        moved = true;
        Files.deleteIfExists(etagFile);
    }

    /** Ends it; what has come stays only where a later download can go on with it. */
    @Override
    public synchronized void close() throws IOException {
        current = null;
        channel.close();
        if (!moved && !(lasting && etag != null && size >= WORTH_KEEPING)) {
            Files.deleteIfExists(part);
            Files.deleteIfExists(etagFile);
        }
    }

    @Override
    public String toString() {
        return target.toString();
    }
}
