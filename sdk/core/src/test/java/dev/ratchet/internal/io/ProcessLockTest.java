/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.io;

import dev.ratchet.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessLockTest {

    /** Holds a lock until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            ProcessLock lock = ProcessLock.tryAcquire(Path.of(arguments[0]));
            System.out.println("HOLDS " + (lock != null));
            ChildJvm.awaitParent();
        }
    }

    @TempDir
    private Path folder;

    @Test
    void aLock_hasOneHolder_inOneProcess() throws IOException {
        Path file = folder.resolve("deep/er/x.lock");
        ProcessLock first = Objects.requireNonNull(ProcessLock.tryAcquire(file));

        assertThat(ProcessLock.tryAcquire(file)).isNull();
        assertThat(ProcessLock.tryAcquire(folder.resolve("deep/../deep/er/x.lock")))
                .isNull();
        assertThat(ProcessLock.isFree(file)).isFalse();

        first.close();
        first.close();

        assertThat(ProcessLock.isFree(file)).isTrue();
        ProcessLock second = Objects.requireNonNull(ProcessLock.tryAcquire(file));
        first.close();
        assertThat(ProcessLock.isFree(file)).isFalse();
        second.close();
    }

    @Test
    void aLock_isFreed_whenItsProcessIsKilled() throws Exception {
        Path file = folder.resolve("x.lock");
        try (ChildJvm child = ChildJvm.start(Holder.class, file.toString())) {
            assertThat(child.await("HOLDS ")).isEqualTo("true");
            assertThat(ProcessLock.isFree(file)).isFalse();
            assertThat(ProcessLock.tryAcquire(file)).isNull();

            child.kill();

            assertThat(ProcessLock.isFree(file)).isTrue();
        }
    }

    @Test
    void tryAcquire_works_onAnInterruptedThread() throws IOException {
        Thread.currentThread().interrupt();
        try (ProcessLock lock = ProcessLock.tryAcquire(folder.resolve("x.lock"))) {
            assertThat(lock).isNotNull();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
