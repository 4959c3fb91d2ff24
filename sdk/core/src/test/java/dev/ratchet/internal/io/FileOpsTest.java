/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.io;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileOpsTest {

    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path folder;

    private static InputStream abc() {
        return new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void copy_tellsSizeAndDigest_andReplaces() throws IOException {
        Path target = folder.resolve("a/b/c.txt");

        FileOps.copy(new ByteArrayInputStream(new byte[100_000]), target);
        FileOps.Written written = FileOps.copy(abc(), target);

        assertThat(written).isEqualTo(new FileOps.Written(3, SHA256_OF_ABC));
        assertThat(FileOps.sha256(target)).isEqualTo(SHA256_OF_ABC);
        assertThat(target.getParent()).isDirectoryNotContaining("glob:**.part-*");
    }

    @Test
    void copy_leavesTheOldFile_whenReadingFails() throws IOException {
        Path target = folder.resolve("c.txt");
        FileOps.copy(abc(), target);
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("broken");
            }
        };

        assertThatThrownBy(() -> FileOps.copy(broken, target)).hasMessage("broken");

        assertThat(target).hasContent("abc");
        assertThat(folder).isDirectoryContaining(target::equals).isDirectoryNotContaining("glob:**.part-*");
    }

    @Test
    void everything_works_onAnInterruptedThread() throws IOException {
        Path target = folder.resolve("c.txt");
        Thread.currentThread().interrupt();
        try {
            FileOps.copy(abc(), target);
            FileOps.writeWhole(folder.resolve("w.txt"), "whole");
            assertThat(FileOps.readText(target)).isEqualTo("abc");
            assertThat(FileOps.sha256(target)).isEqualTo(SHA256_OF_ABC);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(folder.resolve("w.txt")).hasContent("whole");
    }

    @Test
    void deleteTree_takesAllWithIt_andForgivesWhatIsNotThere() throws IOException {
        FileOps.writeWhole(folder.resolve("tree/a/b.txt"), "x");

        FileOps.deleteTree(folder.resolve("tree"));
        FileOps.deleteTree(folder.resolve("tree"));

        assertThat(folder.resolve("tree")).doesNotExist();
    }
}
