/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Writes an answer's body to its place in a file, and no byte behind that. */
final class RangeSink extends FileBody {

    private final FileRange range;
    private volatile @Nullable FileChannel channel;

    RangeSink(FileRange range, Progress progress) {
        super(progress);
        this.range = range;
    }

    @Override
    void begin() throws IOException {
        channel = FileChannel.open(range.file(), StandardOpenOption.WRITE);
        range.begin(this);
    }

    @Override
    void write(ByteBuffer block) throws IOException {
        FileChannel out = channel;
        if (out != null) {
            range.write(this, out, block);
        }
    }

    @Override
    void end() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
