/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;

/** The digest of a file's bytes: a tree, so that all cores can work on one file. */
public final class FileDigest {

    /** What was digested and how. */
    public static final String KIND = "bytes-1";

    private static final int LEAF = 0x05;
    private static final int ROOT = 0x06;
    private static final int PIECE = 1 << 20;

    private FileDigest() {}

    /** Reads the file; the digest in hexadecimal. */
    public static String of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            long pieces = (size + PIECE - 1) / PIECE;
            ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[PIECE]);
            List<byte[]> leaves = LongStream.range(0, pieces)
                    .parallel()
                    .mapToObj(piece -> leaf(channel, piece * PIECE, buffers.get()))
                    .toList();
            Sha256 root = new Sha256().byteValue(ROOT).text(KIND).longValue(size);
            leaves.forEach(root::bytes);
            return HexFormat.of().formatHex(root.finish());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static byte[] leaf(FileChannel channel, long position, byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
                // Until the piece is full or the file ends.
            }
            return new Sha256()
                    .byteValue(LEAF)
                    .bytes(bytes, 0, buffer.position())
                    .finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
