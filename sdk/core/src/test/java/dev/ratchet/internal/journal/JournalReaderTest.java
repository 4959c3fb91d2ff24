/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.journal;

import dev.ratchet.RatchetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JournalReaderTest {

    @TempDir
    private Path folder;

    private Path written() throws IOException {
        Path file = folder.resolve("w.journal");
        Samples.write(file);
        return file;
    }

    private Path copy(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("copy.journal"), bytes);
    }

    /** Where each frame ends, the header's end first. */
    private static List<Long> ends(Path file) throws IOException {
        List<Long> ends = new ArrayList<>(List.of((long) Frames.HEADER_LENGTH));
        try (JournalReader reader = new JournalReader(file, 0)) {
            while (reader.next() != null) {
                ends.add(reader.position());
            }
        }
        return ends;
    }

    @Test
    void everyKind_isReadAsItWasWritten() throws IOException {
        assertThat(Samples.read(written())).isEqualTo(Samples.words(Samples.all()));
        assertThat(Samples.values()).hasSize(16);
    }

    @Test
    void formatOne_isReadAndWrittenForEver() throws IOException {
        byte[] fixture;
        try (InputStream in = JournalReaderTest.class.getResourceAsStream("format-1.journal")) {
            fixture = Objects.requireNonNull(in).readAllBytes();
        }

        assertThat(Samples.read(copy(fixture))).isEqualTo(Samples.words(Samples.all()));
        assertThat(Files.readAllBytes(written())).isEqualTo(fixture);
    }

    @Test
    void next_givesAllWholeEntries_whereverTheFileIsTorn() throws IOException {
        Path file = written();
        byte[] bytes = Files.readAllBytes(file);
        List<Long> ends = ends(file);
        List<String> all = Samples.words(Samples.all());
        for (int length = 0; length < bytes.length; length++) {
            int kept = length;
            int whole = (int) ends.stream().skip(1).filter(end -> end <= kept).count();
            try (JournalReader reader = new JournalReader(copy(Arrays.copyOf(bytes, length)), 0)) {
                assertThat(Samples.read(reader)).as("cut at %d", length).isEqualTo(all.subList(0, whole));
                assertThat(reader.damages()).as("cut at %d", length).isEmpty();
                if (whole > 0) {
                    assertThat(reader.tail()).isEqualTo(length - ends.get(whole));
                }
            }
        }
    }

    @Test
    void next_givesEveryOtherEntry_whicheverBitIsFlipped() throws IOException {
        Path file = written();
        byte[] bytes = Files.readAllBytes(file);
        List<Long> ends = ends(file);
        List<String> all = Samples.words(Samples.all());
        for (int at = 0; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= (byte) (1 << (at % 8));
            int place = at;
            int frame = (int) ends.stream().filter(end -> end <= place).count() - 1;
            List<String> expected = new ArrayList<>(all);
            if (frame >= 0) {
                expected.remove(frame);
            }
            try (JournalReader reader = new JournalReader(copy(damaged), 0)) {
                assertThat(Samples.read(reader)).as("byte %d", at).isEqualTo(expected);
                if (frame == all.size() - 1) {
                    // The last frame cannot be told from one that is being written.
                    assertThat(reader.tail()).isPositive();
                } else {
                    long start = frame < 0 ? 0 : ends.get(frame);
                    assertThat(reader.damages())
                            .as("byte %d", at)
                            .singleElement()
                            .asString()
                            .contains("copy.journal")
                            .contains("bytes " + start + " to " + (ends.get(frame + 1) - 1));
                }
            }
        }
    }

    @Test
    void next_skipsKindsItDoesNotKnow() throws IOException {
        Path file = written();
        try (FrameWriter frames = new FrameWriter(file)) {
            frames.append(out -> {
                out.putByte(99);
                out.putLong(1);
                out.putText("of the future");
            });
            frames.append(out -> EntryCodec.encode(new Entry.RunDeleted(5), out));
        }

        try (JournalReader reader = new JournalReader(file, 0)) {
            assertThat(Samples.read(reader)).hasSize(Samples.all().size() + 1).endsWith("RunDeleted[time=5]");
            assertThat(reader.damages()).isEmpty();
        }
    }

    @Test
    void next_saysWhatItCannotUnderstand_andGoesOn() throws IOException {
        Path file = written();
        try (FrameWriter frames = new FrameWriter(file)) {
            frames.append(out -> {
                out.putByte(6);
                out.putLong(1);
                out.putInt(Integer.MAX_VALUE);
            });
            frames.append(out -> {
                out.putByte(15);
                out.putLong(1);
                out.putByte(77);
                out.putText("");
            });
            frames.append(out -> EntryCodec.encode(new Entry.RunDeleted(5), out));
        }

        try (JournalReader reader = new JournalReader(file, 0)) {
            assertThat(Samples.read(reader)).endsWith("RunDeleted[time=5]");
            assertThat(reader.damages()).hasSize(2);
            assertThat(reader.damages().get(0)).contains("cannot be understood", "2147483647 elements");
            assertThat(reader.damages().get(1)).contains("status with the code 77");
        }
    }

    @Test
    void newerFormats_areRefused() throws IOException {
        Path file = Files.write(folder.resolve("new.journal"), Frames.header(2));

        assertThatThrownBy(() -> new JournalReader(file, 0).close())
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("new.journal")
                .hasMessageContaining("journal format 2")
                .hasMessageContaining("up to 1")
                .hasMessageContaining("Use the version of Ratchet that wrote it");
    }

    @Test
    void next_waitsForTheRest_behindALiveWriter() throws IOException {
        byte[] bytes = Files.readAllBytes(written());
        List<Long> ends = ends(folder.resolve("w.journal"));
        Path live = copy(Arrays.copyOf(bytes, (int) (ends.get(2) + 5)));
        try (JournalReader reader = new JournalReader(live, 0)) {
            assertThat(Samples.read(reader)).hasSize(2);
            assertThat(reader.tail()).isEqualTo(5);
            Files.write(
                    live, Arrays.copyOfRange(bytes, (int) (ends.get(2) + 5), bytes.length), StandardOpenOption.APPEND);

            assertThat(Samples.read(reader)).hasSize(Samples.all().size() - 2);
            assertThat(reader.damages()).isEmpty();
            assertThat(reader.tail()).isZero();
        }
    }

    @Test
    void anOffset_continuesWhereAnotherReaderWas() throws IOException {
        Path file = written();
        List<Long> ends = ends(file);
        List<String> all = Samples.words(Samples.all());
        for (int i = 1; i < ends.size(); i++) {
            try (JournalReader reader = new JournalReader(file, ends.get(i))) {
                assertThat(Samples.read(reader)).isEqualTo(all.subList(i, all.size()));
            }
        }
    }
}
