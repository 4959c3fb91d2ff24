/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Takes the body of an answer, to a file or as a text.
 *
 * @param number of the attempt, from 1
 * @param sinks says where the body goes
 * @param moved is called before each block is written; throws where nobody waits for it any more
 */
record Receiver(int number, Sinks sinks, Runnable moved) {

    /** More at a time is slower: it leaves the processor's cache before it is written. */
    private static final int BLOCK = 1 << 16;

    /** Where the body of an answer goes. */
    interface Sink extends Closeable {

        /** Some bytes, behind those before. */
        void write(ByteBuffer block) throws IOException;

        /** All has come, or no more will. */
        @Override
        default void close() throws IOException {}
    }

    /** Says where the body of an answer goes; empty for one that is a text, such as an error's. */
    interface Sinks {
        Optional<Sink> of(int status, HttpHeaders headers) throws IOException;
    }

    /**
     * Takes all of it.
     *
     * @throws LocalFileException when it cannot be written
     * @throws IOException when it ends too early, or cannot be read
     */
    Answer receive(int status, HttpHeaders headers, InputStream body) throws IOException {
        moved.run();
        try (Sink sink = sink(status, headers)) {
            if (sink == null) {
                byte[] text = body.readAllBytes();
                Answer answer = new Answer(status, headers, new String(text, StandardCharsets.UTF_8), number);
                if (answer.isSuccess()) {
                    checkLength(headers, text.length);
                }
                return answer;
            }
            long copied = copy(body, sink);
            checkLength(headers, copied);
            checkFile(headers, copied);
            return new Answer(status, headers, "", number);
        }
    }

    private @Nullable Sink sink(int status, HttpHeaders headers) throws IOException {
        try {
            return sinks.of(status, headers).orElse(null);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private long copy(InputStream body, Sink sink) throws IOException {
        byte[] block = new byte[BLOCK];
        long copied = 0;
        for (int n = body.read(block); n >= 0; n = body.read(block)) {
            moved.run();
            try {
                sink.write(ByteBuffer.wrap(block, 0, n));
            } catch (IOException e) {
                throw new LocalFileException(e);
            }
            copied += n;
        }
        return copied;
    }

    /** Java takes a body that ends too early for all there is. */
    private static void checkLength(HttpHeaders headers, long copied) throws IOException {
        Optional<String> length = length(headers);
        if (length.isPresent() && copied < Long.parseLong(length.get())) {
            throw new IOException("closed after " + copied + " of " + length.get() + " bytes");
        }
    }

    /** And headers, too. */
    private static void checkFile(HttpHeaders headers, long copied) throws IOException {
        if (copied == 0
                && length(headers).isEmpty()
                && headers.firstValue("Transfer-Encoding").isEmpty()) {
            throw new IOException("closed before a length or a byte of the file came");
        }
    }

    private static Optional<String> length(HttpHeaders headers) {
        return headers.firstValue("Content-Length").filter(text -> text.matches("\\d{1,18}"));
    }
}
