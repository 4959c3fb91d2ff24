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
final class RangeSink implements Receiver.Sink {

    private final FileRange range;
    private final FileRange.Attempt attempt;
    private final FileChannel channel;

    RangeSink(FileRange range, FileRange.Attempt attempt) throws IOException {
        this.range = range;
        this.attempt = attempt;
        this.channel = FileChannel.open(range.file(), StandardOpenOption.WRITE);
    }

    @Override
    public void write(ByteBuffer block) throws IOException {
        range.write(attempt, channel, block);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
