/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.dataset;

import dev.ratchet.model.FloatRows;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FloatDatasetTest {

    private static final List<String> NAMES = List.of("a", "b");

    private static String content(FloatDataset data) {
        return data.identity().digest(FloatDataset.DIGEST_KIND).orElseThrow().hex();
    }

    @Test
    void identity_isTheSHA256OfTheDocumentedBytes() throws Exception {
        FloatDataset data = FloatDataset.builder("d", FloatRows.of(NAMES, new float[] {1, -0.0f, Float.NaN, 4}))
                .labels(new float[] {0, 1})
                .build();
        ByteBuffer bytes = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("float32-rows-1\n".getBytes(StandardCharsets.US_ASCII))
                .putLong(2)
                .putInt(2);
        bytes.putInt(1).put((byte) 'a').putInt(1).put((byte) 'b');
        bytes.putFloat(1).putFloat(0.0f).putInt(0x7fc00000).putFloat(4);
        bytes.put((byte) 1).putFloat(0).putFloat(1).put((byte) 0).flip();
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(bytes);
        assertThat(content(data)).isEqualTo(HexFormat.of().formatHex(sha256.digest()));
        assertThat(data.identity().mlflowDigest()).hasSize(32);
    }

    @Test
    void identity_isTheSame_forEveryNaNAndBothZeros() {
        float otherNaN = Float.intBitsToFloat(0x7fc12345);
        FloatDataset one = FloatDataset.of("d", FloatRows.of(NAMES, new float[] {Float.NaN, 0.0f}));
        FloatDataset other = FloatDataset.of("d", FloatRows.of(NAMES, new float[] {otherNaN, -0.0f}));
        assertThat(content(one)).isEqualTo(content(other));
    }

    @Test
    void identity_differs_whenAnythingDiffers() {
        float[] values = new float[100_000];
        float[] changed = values.clone();
        changed[99_999] = Math.nextUp(0f);
        FloatDataset data = FloatDataset.of("d", FloatRows.of(NAMES, values));
        assertThat(List.of(
                        content(data),
                        content(FloatDataset.of("d", FloatRows.of(NAMES, changed))),
                        content(FloatDataset.of("d", FloatRows.of(List.of("a", "c"), values))),
                        content(FloatDataset.of("d", FloatRows.of(List.of("a", "b", "c", "d"), values))),
                        content(FloatDataset.builder("d", FloatRows.of(NAMES, values))
                                .labels(new float[50_000])
                                .build()),
                        content(FloatDataset.builder("d", FloatRows.of(NAMES, values))
                                .weights(new float[50_000])
                                .build())))
                .doesNotHaveDuplicates();
    }

    @Test
    void identity_hasPythonsDigestSchemaAndProfile() {
        DatasetIdentity identity = FloatDataset.of("d", FloatRows.of(NAMES, new float[] {1, 2, 3, 4}))
                .identity();
        assertThat(identity.digest(FloatDataset.PYTHON_DIGEST_KIND)
                        .orElseThrow()
                        .hex())
                .isEqualTo("7daa0efc");
        assertThat(identity.schemaJson())
                .isEqualTo("{\"mlflow_tensorspec\":{\"features\":\"[{\\\"type\\\":\\\"tensor\\\",\\\"tensor-spec\\\":"
                        + "{\\\"dtype\\\":\\\"float32\\\",\\\"shape\\\":[-1,2]}}]\",\"targets\":null}}");
        assertThat(identity.profileJson())
                .contains("\"features_shape\":[2,2],\"features_size\":4,\"features_nbytes\":16");
    }

    @Test
    void build_refusesLabelsAndWeightsOfAnotherLength() {
        FloatDataset.Builder builder = FloatDataset.builder("d", FloatRows.of(NAMES, new float[4]));
        assertThatThrownBy(() -> builder.labels(new float[3]).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 rows but 3 labels");
        assertThatThrownBy(
                        () -> builder.labels(new float[2]).weights(new float[1]).build())
                .hasMessageContaining("2 rows but 1 weights");
        assertThatThrownBy(() -> FloatDataset.of(" ", FloatRows.of(NAMES, new float[4])))
                .hasMessageContaining("needs a name");
    }
}
