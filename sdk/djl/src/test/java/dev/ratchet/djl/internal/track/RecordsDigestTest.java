/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.Record;
import ai.djl.util.Progress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class RecordsDigestTest {

    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final NDManager manager = Engine.getInstance().newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    private ArrayDataset dataset(float[] values, int batch, boolean random) {
        int rows = values.length / 2;
        float[] labels = new float[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = i;
        }
        return new ArrayDataset.Builder()
                .setData(manager.create(values, new Shape(rows, 2)))
                .optLabels(manager.create(labels))
                .setSampling(batch, random)
                .build();
    }

    private String digest(ArrayDataset dataset) throws IOException {
        return RecordsDigest.of(dataset, "x", manager, NO_LIMIT)
                .identity()
                .digests()
                .get(0)
                .toString();
    }

    @Test
    void digest_isThatOfTheRecordsBytes_whateverTheSampler() throws Exception {
        float[] values = {1, 2, 3, 4, 5, 6};
        ByteBuffer bytes = ByteBuffer.allocate(9 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < 3; row++) {
            bytes.putFloat(values[2 * row]).putFloat(values[2 * row + 1]).putFloat(row);
        }
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update("3\n".getBytes(StandardCharsets.UTF_8));
        sha256.update("float32[2] float32[]\n".getBytes(StandardCharsets.UTF_8));
        String expected = "djl-records-1:" + HexFormat.of().formatHex(sha256.digest(bytes.array()));

        assertThat(digest(dataset(values, 2, false))).isEqualTo(expected);
        assertThat(digest(dataset(values, 3, true))).isEqualTo(expected);
    }

    @Test
    void digest_differs_whenAValueOrTheOrderDiffers() throws Exception {
        String one = digest(dataset(new float[] {1, 2, 3, 4}, 1, false));

        assertThat(digest(dataset(new float[] {3, 4, 1, 2}, 1, false))).isNotEqualTo(one);
        assertThat(digest(dataset(new float[] {1, 2, 3, 5}, 1, false))).isNotEqualTo(one);
    }

    @Test
    void digest_isAnOutline_aboveTheLimit() throws Exception {
        RecordsDigest.Pass pass = RecordsDigest.of(dataset(new float[2000], 10, false), "x", manager, 100);

        assertThat(pass.whole()).isFalse();
        assertThat(pass.bytes()).isEqualTo(12_000);
        assertThat(pass.identity().digest("djl-outline-1")).isPresent();
        assertThat(pass.identity().profileJson()).contains("\"num_rows\":1000");
        assertThat(pass.identity().schemaJson()).contains("float32", "[-1, 2]");
    }

    @Test
    void digest_isAnOutline_whenLaterRecordsPassTheLimit() throws Exception {
        AtomicInteger read = new AtomicInteger();
        Growing growing = new Growing(read, 500);
        RecordsDigest.Pass pass = RecordsDigest.of(growing, "x", manager, 100_000);

        assertThat(pass.whole()).isFalse();
        assertThat(pass.bytes()).isGreaterThan(100_000);
        assertThat(pass.identity().digest("djl-outline-1")).isPresent();
        // The first, those up to the limit (4 + 8 + 12 + ... bytes), and the outline.
        assertThat(read.get()).isLessThan(1 + 224 + 101);
        assertThat(pass.identity().digests())
                .isEqualTo(RecordsDigest.of(growing, "x", manager, 0).identity().digests());
    }

    @Test
    void digest_readsNoMoreThanAHundredRecords_whenTheLimitIsZero() throws Exception {
        AtomicInteger read = new AtomicInteger();
        assertThat(RecordsDigest.of(new Growing(read, 199), "x", manager, 0).whole())
                .isFalse();
        assertThat(read.get()).isEqualTo(1 + 100);
    }

    /** Each record is a number longer than the one before it. */
    private static final class Growing extends RandomAccessDataset {

        private final AtomicInteger read;
        private final int records;

        Growing(AtomicInteger read, int records) {
            super(new ArrayDataset.Builder().setSampling(1, false));
            this.read = read;
            this.records = records;
        }

        @Override
        public Record get(NDManager scope, long index) {
            read.incrementAndGet();
            return new Record(new NDList(scope.zeros(new Shape(index + 1))), new NDList());
        }

        @Override
        protected long availableSize() {
            return records;
        }

        @Override
        public void prepare(@Nullable Progress progress) {}
    }

    @Test
    void pass_holdsNothing() throws Exception {
        ArrayDataset dataset = dataset(new float[200], 10, false);
        int before = manager.getManagedArrays().size();

        digest(dataset);

        assertThat(manager.getManagedArrays()).hasSize(before);
    }
}
