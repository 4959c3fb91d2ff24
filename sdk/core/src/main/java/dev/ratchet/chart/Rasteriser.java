/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/** Draws SVG by JSVG and AWT. The only class that names either, so that only its use needs them. */
final class Rasteriser {

    private static final double SCALE = 2;
    /** A bitmap of this many pixels takes 160 MB while it is drawn. */
    private static final double MOST_PIXELS = 40e6;

    private Rasteriser() {}

    static byte[] png(String svg) throws IOException, XMLStreamException {
        checkWellFormed(svg);
        byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
        SVGDocument document =
                new SVGLoader().load(new ByteArrayInputStream(bytes), null, LoaderContext.createDefault());
        if (document == null) {
            throw new IOException("the text is not an SVG document");
        }
        FloatSize size = document.size();
        double scale = Math.min(SCALE, Math.sqrt(MOST_PIXELS / (size.width * size.height)));
        int width = (int) Math.max(1, Math.floor(size.width * scale));
        int height = (int) Math.max(1, Math.floor(size.height * scale));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            document.render(null, graphics, new ViewBox(0, 0, width, height));
        } finally {
            graphics.dispose();
        }
        return PngEncoder.encode(((DataBufferInt) image.getRaster().getDataBuffer()).getData(), width, height);
    }

    /** The rasteriser would write a stack trace to standard error. */
    private static void checkWellFormed(String svg) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(svg));
        while (reader.hasNext()) {
            reader.next();
        }
    }
}
