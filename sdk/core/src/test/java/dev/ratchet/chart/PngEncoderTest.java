/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import javax.imageio.ImageIO;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class PngEncoderTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 50", "50, 1", "333, 217"})
    void encode_isReadByTheJdkAsTheSamePixels(int width, int height) throws IOException {
        int[] pixels = new Random(7).ints((long) width * height, 0, 0x1000000).toArray();
        if (height > 4) { // equal rows have a way of their own
            Arrays.fill(pixels, width, 4 * width, 0xfefdfc);
        }

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(pixels, width, height)));

        assertThat(read.getWidth()).isEqualTo(width);
        assertThat(read.getHeight()).isEqualTo(height);
        int[] found = read.getRGB(0, 0, width, height, null, 0, width);
        assertThat(Arrays.stream(found).map(pixel -> pixel & 0xffffff)).containsExactly(box(pixels));
    }

    private static Integer[] box(int[] pixels) {
        return Arrays.stream(pixels).boxed().toArray(Integer[]::new);
    }
}
