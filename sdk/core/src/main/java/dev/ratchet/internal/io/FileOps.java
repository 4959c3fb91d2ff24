/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.io;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;

/** What is done with files in more than one place. */
public final class FileOps {

    private static final int BUFFER = 1 << 16;

    private FileOps() {}

    /** A file that was written. */
    public record Written(long size, String sha256) {}

    /** Copies a stream into a file that appears only when it is whole and on the disk. */
    public static Written copy(InputStream in, Path target) throws IOException {
        Files.createDirectories(parent(target));
        Path part = temporary(target);
        MessageDigest sha256 = sha256();
        long size = 0;
        try {
            try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
                DigestInputStream digesting = new DigestInputStream(in, sha256);
                byte[] buffer = new byte[BUFFER];
                for (int n = digesting.read(buffer); n >= 0; n = digesting.read(buffer)) {
                    out.write(buffer, 0, n);
                    size += n;
                }
            }
            force(part);
            replace(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
        return new Written(size, HexFormat.of().formatHex(sha256.digest()));
    }

    /** Writes a text file that readers see whole: the old one or the new one. */
    public static void writeWhole(Path target, String text) throws IOException {
        Files.createDirectories(parent(target));
        Path part = temporary(target);
        try {
            Files.writeString(part, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            replace(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The SHA-256 of a file in hexadecimal. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
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

    private static Path temporary(Path target) {
        return parent(target).resolve(".part-" + UUID.randomUUID());
    }

    private static void replace(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
