/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.io;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What is done with files in more than one place. */
public final class FileOps {

    private static final Logger LOG = LoggerFactory.getLogger(FileOps.class);
    private static final int BUFFER = 1 << 16;
    private static final boolean IS_WINDOWS = File.separatorChar == '\\';
    private static final long REPLACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private FileOps() {}

    /** A file that was written. */
    public record Written(long size, String sha256) {}

    /** Opens a file to read, in a way that an interrupt of the thread does not break off. */
    public static InputStream read(Path file) throws IOException {
        return file.getFileSystem() == FileSystems.getDefault()
                ? new FileInputStream(file.toFile())
                : Files.newInputStream(file);
    }

    /** A text file in UTF-8. */
    public static String readText(Path file) throws IOException {
        try (InputStream in = read(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Copies a stream into a file that appears only when it is whole and on the disk. */
    public static Written copy(InputStream in, Path target) throws IOException {
        MessageDigest sha256 = sha256();
        long[] size = new long[1];
        write(target, true, out -> {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                sha256.update(buffer, 0, n);
                size[0] += n;
            }
        });
        return new Written(size[0], HexFormat.of().formatHex(sha256.digest()));
    }

    /** Writes a text file that readers see whole, the old one or the new one, also after a loss of power. */
    public static void writeWhole(Path target, String text) throws IOException {
        write(target, true, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes a text file that readers see whole, and that may be lost with the power because it can be made again. */
    public static void writeDerived(Path target, String text) throws IOException {
        write(target, false, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void write(Path target, boolean force, Content content) throws IOException {
        Files.createDirectories(parent(target));
        Path part = parent(target).resolve(".part-" + UUID.randomUUID());
        try {
            try (FileOutputStream out = new FileOutputStream(part.toFile())) {
                content.writeTo(out);
                if (force) {
                    out.getFD().sync();
                }
            }
            replace(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
        if (force) {
            forceDirectory(parent(target));
        }
    }

    /** Brings a file that was written to the disk. */
    public static void force(Path file) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.getFD().sync();
        }
    }

    /** Brings the names in a directory to the disk, where the system can do that. */
    public static void forceDirectory(Path directory) {
        // An interrupted thread cannot use a channel; the names then reach the disk with the next file.
        if (IS_WINDOWS || Thread.currentThread().isInterrupted()) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("'{}' was not forced to the disk: {}", directory, e.getMessage());
        }
    }

    /** Brings the names in a directory and in all below it to the disk, where the system can do that. */
    public static void forceTree(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(Files::isDirectory).forEach(FileOps::forceDirectory);
        }
    }

    /** The SHA-256 of a file in hexadecimal. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = read(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The SHA-256 of bytes in hexadecimal. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** A new SHA-256, which every Java platform has. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    /** Deletes a file or a directory with all it holds; what is not there is fine. */
    public static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Path parent(Path target) {
        return Objects.requireNonNull(target.toAbsolutePath().getParent());
    }

    private static void replace(Path part, Path target) throws IOException {
        long deadline = System.nanoTime() + REPLACE_NANOS;
        while (true) {
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (AccessDeniedException e) {
                // Windows does not replace a file while somebody reads it.
                if (!IS_WINDOWS || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
    }
}
