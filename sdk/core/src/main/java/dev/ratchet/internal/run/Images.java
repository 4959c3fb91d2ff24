/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.run;

import javax.imageio.ImageIO;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;

/** Encodes images with what the JDK has. */
public final class Images {

    private Images() {}

    /** Encodes an image in the format of a path's ending. */
    public static byte[] encode(RenderedImage image, String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, ending, out)) {
                throw new IllegalArgumentException(
                        "An image cannot be written as '" + path + "': the ending must be one" + " of "
                                + Arrays.stream(ImageIO.getWriterFileSuffixes())
                                        .sorted()
                                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
