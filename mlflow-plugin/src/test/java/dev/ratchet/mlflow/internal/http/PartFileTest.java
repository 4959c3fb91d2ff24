/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Attempts that were given up, and whose answers come nevertheless. */
class PartFileTest {

    private static final String ETAG = "\"one\"";

    @TempDir
    private Path folder;

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void answersThatComeLate_changeNothing() throws IOException {
        Path target = folder.resolve("file");
        try (PartFile file = PartFile.open(target, "here")) {
            PartFile.Attempt first = file.attempt();
            PartFile.Attempt second = file.attempt();
            file.begin(second, 0, ETAG);
            file.write(second, bytes("abc"));

            assertThatThrownBy(() -> file.begin(first, 0, "\"two\"")).hasMessageContaining("another attempt");
            assertThatThrownBy(() -> file.write(first, bytes("xyz"))).hasMessageContaining("another attempt");

            file.write(second, bytes("def"));
            file.finish();
            assertThatThrownBy(() -> file.begin(second, 0, ETAG)).isInstanceOf(IOException.class);
        }
        assertThat(target).hasContent("abcdef");
    }

    @Test
    void aBegunOne_losesItsPlaceToTheNext() throws IOException {
        try (PartFile file = PartFile.open(folder.resolve("file"), "here")) {
            PartFile.Attempt first = file.attempt();
            file.begin(first, 0, ETAG);
            file.write(first, bytes("abc"));

            PartFile.Attempt second = file.attempt();
            assertThat(second.rest()).contains(new PartFile.Rest(3, ETAG));
            assertThatThrownBy(() -> file.write(first, bytes("def"))).isInstanceOf(IOException.class);
            file.begin(second, 3, ETAG);
            file.write(second, bytes("DEF"));
            assertThat(file.path()).hasContent("abcDEF");
        }
    }

    @Test
    void aRange_isFilledByTheLastAttempt() throws IOException {
        Path target = Files.write(folder.resolve("file"), new byte[6]);
        FileRange range = new FileRange(target, 2, 5);
        FileRange.Attempt first = range.attempt();
        FileRange.Attempt second = range.attempt();
        try (RangeSink late = new RangeSink(range, first);
                RangeSink sink = new RangeSink(range, second)) {
            sink.write(bytes("a"));
            assertThatThrownBy(() -> late.write(bytes("xyz"))).isInstanceOf(IOException.class);
            sink.write(bytes("bcdef"));
        }
        assertThat(range.isDone()).isTrue();
        assertThat(Files.readAllBytes(target)).containsExactly(0, 0, 'a', 'b', 'c', 0);
    }
}
