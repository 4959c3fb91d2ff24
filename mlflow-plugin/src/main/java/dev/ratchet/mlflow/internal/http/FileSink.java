/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes an answer's body to a download, which stays open for another attempt: all of it, or the rest that was asked for. */
final class FileSink implements Receiver.Sink {

    private static final int ALL = 200;
    private static final int REST = 206;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-.*");

    private final PartFile file;
    private final PartFile.Attempt attempt;

    private FileSink(PartFile file, PartFile.Attempt attempt) {
        this.file = file;
        this.attempt = attempt;
    }

    /** Begins to write, where the answer's body is for the file. */
    static Optional<Receiver.Sink> of(PartFile file, PartFile.Attempt attempt, int status, HttpHeaders headers)
            throws IOException {
        if (status != ALL && status != REST) {
            return Optional.empty();
        }
        file.begin(attempt, from(status, headers), headers.firstValue("ETag").orElse(""));
        return Optional.of(new FileSink(file, attempt));
    }

    private static long from(int status, HttpHeaders headers) {
        String range = status == REST ? headers.firstValue("Content-Range").orElse("") : "bytes 0-";
        Matcher matcher = RANGE.matcher(range);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }

    @Override
    public void write(ByteBuffer block) throws IOException {
        file.write(attempt, block);
    }
}
