/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.io.IOException;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes an answer's body to a download: all of it, or the rest that was asked for. */
final class FileSink extends FileBody {

    private static final int ALL = 200;
    private static final int REST = 206;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-.*");

    private final PartFile file;
    private final ResponseInfo answer;

    FileSink(PartFile file, ResponseInfo answer, Progress progress) {
        super(progress);
        this.file = file;
        this.answer = answer;
    }

    /** Whether the answer's body is for the file. */
    static boolean takes(ResponseInfo answer) {
        return answer.statusCode() == ALL || answer.statusCode() == REST;
    }

    @Override
    void begin() throws IOException {
        file.begin(this, from(), answer.headers().firstValue("ETag").orElse(""));
    }

    private long from() {
        String range = answer.statusCode() == REST
                ? answer.headers().firstValue("Content-Range").orElse("")
                : "bytes 0-";
        Matcher matcher = RANGE.matcher(range);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }

    @Override
    void write(ByteBuffer block) throws IOException {
        file.write(this, block);
    }

    /** The file stays open for another attempt. */
    @Override
    void end() {}
}
