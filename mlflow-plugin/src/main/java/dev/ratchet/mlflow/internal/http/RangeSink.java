/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Writes an answer's body to its place in a file, and no byte behind that. */
final class RangeSink implements BlockingTransfers.Sink {

    private final FileRange range;
    private final FileChannel channel;

    RangeSink(FileRange range) throws IOException {
        this.range = range;
        this.channel = FileChannel.open(range.file(), StandardOpenOption.WRITE);
        range.begin(this);
    }

    @Override
    public void write(ByteBuffer block) throws IOException {
        range.write(this, channel, block);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
