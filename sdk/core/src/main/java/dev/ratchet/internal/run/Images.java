/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.run;

import javax.imageio.ImageIO;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Encodes images with what the JDK has. */
public final class Images {

    private Images() {}

    /**
     * Encodes an image in the format of a path's ending.
     *
     * @throws IllegalArgumentException if the JDK has no such format, or the format cannot hold the image
     */
    public static byte[] encode(RenderedImage image, String path) throws IOException {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, ending, out)) {
            List<String> endings =
                    Arrays.stream(ImageIO.getWriterFileSuffixes()).sorted().toList();
            throw new IllegalArgumentException(
                    endings.contains(ending)
                            ? "." + ending + " cannot hold an image with "
                                    + (image.getColorModel().hasAlpha() ? "transparency" : "these colours")
                                    + "; .png can"
                            : "the ending must be one of " + endings);
        }
        return out.toByteArray();
    }
}
