/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Blocks on their way to a disk that is slow, or full. */
@Timeout(60)
class BlockWriterTest {

    private static final int MANY = 3_000_000;

    @Test
    void bytes_areWrittenInTheirOrder_whateverBuffersTheyComeIn() throws IOException {
        byte[] bytes = new byte[MANY];
        long seed = 11;
        Random random = new Random(seed);
        random.nextBytes(bytes);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        BlockWriter blocks = new BlockWriter(block -> {
            byte[] some = new byte[block.remaining()];
            block.get(some);
            written.writeBytes(some);
        });

        int at = 0;
        while (at < MANY) {
            int first = Math.min(MANY - at, random.nextInt(20_000));
            int second = Math.min(MANY - at - first, random.nextInt(400_000));
            byte[] passing = Arrays.copyOfRange(bytes, at, at + first + second);
            blocks.add(List.of(ByteBuffer.wrap(passing, 0, first), ByteBuffer.wrap(passing, first, second)));
            // Whoever gave the buffers may use them for something else.
            Arrays.fill(passing, (byte) 0);
            at += first + second;
        }

        assertThat(blocks.end()).succeedsWithin(Duration.ofSeconds(30));
        assertThat(written.toByteArray()).as("seed %d", seed).isEqualTo(bytes);
    }

    @Test
    void nothing_isNoBlock() {
        AtomicInteger calls = new AtomicInteger();
        BlockWriter blocks = new BlockWriter(block -> calls.incrementAndGet());

        assertThat(blocks.end()).succeedsWithin(Duration.ofSeconds(30));
        assertThat(calls).hasValue(0);
    }

    @Test
    void aDiskThatIsFull_isToldToWhoeverBringsMore_andNothingIsWrittenAfterwards() {
        AtomicInteger calls = new AtomicInteger();
        BlockWriter blocks = new BlockWriter(block -> {
            if (calls.incrementAndGet() == 2) {
                throw new IOException("No space left on device");
            }
            block.position(block.limit());
        });

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        blocks.add(List.of(ByteBuffer.allocate(200_000)));
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
        assertThat(blocks.end()).failsWithin(Duration.ofSeconds(30));
        assertThat(calls).hasValue(2);
    }
}
