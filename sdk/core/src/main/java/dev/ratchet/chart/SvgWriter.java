/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import java.util.ArrayList;
import java.util.List;

/** Writes one SVG document, everything escaped. */
final class SvgWriter {

    static final double FONT_SIZE = 12;
    static final double TITLE_SIZE = 15;
    /** The size that a title's width is reckoned with: bold letters are wider. */
    static final double TITLE_WIDTH_SIZE = 16.5;

    private final StringBuilder out = new StringBuilder(4096);

    /** Begins a document of that size in pixels; title and description are for screen readers. */
    SvgWriter(double width, double height, String title, String description) {
        String w = Numbers.coordinate(width);
        String h = Numbers.coordinate(height);
        open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "role",
                "img",
                "width",
                w,
                "height",
                h,
                "viewBox",
                "0 0 " + w + " " + h,
                "class",
                "rc",
                "font-family",
                "sans-serif",
                "font-size",
                Numbers.coordinate(FONT_SIZE));
        element("title", title);
        element("desc", description);
        out.append(Theme.STYLE).append('\n');
        empty("rect", "class", "rc-bg", "width", w, "height", h, "fill", Theme.BACKGROUND);
    }

    /** Opens an element; attributes are name, value, name, value. */
    void open(String name, String... attributes) {
        start(name, attributes);
        out.append(">\n");
    }

    void close(String name) {
        out.append("</").append(name).append(">\n");
    }

    /** An element without content. */
    void empty(String name, String... attributes) {
        start(name, attributes);
        out.append("/>\n");
    }

    /** An element with text. */
    void element(String name, String text, String... attributes) {
        start(name, attributes);
        out.append('>');
        escape(text);
        out.append("</").append(name).append(">\n");
    }

    /** A label; the anchor is start, middle or end. */
    void label(double x, double y, String anchor, String text) {
        element("text", text, textAttributes(x, y, anchor, "rc-ink", Theme.INK));
    }

    /** A label that stands back. */
    void muted(double x, double y, String anchor, String text) {
        element("text", text, textAttributes(x, y, anchor, "rc-muted", Theme.MUTED));
    }

    /** A smaller label that stands back and ends at x. */
    void small(double x, double y, double size, String text) {
        List<String> attributes = new ArrayList<>(List.of(textAttributes(x, y, "end", "rc-muted", Theme.MUTED)));
        attributes.addAll(List.of("font-size", Numbers.coordinate(size)));
        element("text", text, attributes.toArray(String[]::new));
    }

    /** A label that is read from below to above and begins at y. */
    void upwards(double x, double y, String text) {
        String at = Numbers.coordinate(x) + " " + Numbers.coordinate(y);
        element(
                "text",
                text,
                "class",
                "rc-ink",
                "transform",
                "translate(" + at + ") rotate(-90)",
                "text-anchor",
                "start",
                "fill",
                Theme.INK);
    }

    void heading(double x, double y, String text) {
        element(
                "text",
                text,
                "class",
                "rc-ink",
                "x",
                Numbers.coordinate(x),
                "y",
                Numbers.coordinate(y),
                "fill",
                Theme.INK,
                "font-size",
                Numbers.coordinate(TITLE_SIZE),
                "font-weight",
                "600");
    }

    private static String[] textAttributes(double x, double y, String anchor, String look, String fill) {
        return new String[] {
            "class", look, "x", Numbers.coordinate(x), "y", Numbers.coordinate(y), "text-anchor", anchor, "fill", fill
        };
    }

    /** A straight line of the axes or the grid. */
    void rule(double x1, double y1, double x2, double y2, boolean axis) {
        empty(
                "line",
                "class",
                axis ? "rc-axis" : "rc-grid",
                "x1",
                Numbers.coordinate(x1),
                "y1",
                Numbers.coordinate(y1),
                "x2",
                Numbers.coordinate(x2),
                "y2",
                Numbers.coordinate(y2),
                "stroke",
                axis ? Theme.MUTED : Theme.GRID);
    }

    /** A filled rectangle in a series' colour. */
    void box(int series, double opacity, double x, double y, double width, double height) {
        empty(
                "rect",
                fill(
                        series,
                        opacity,
                        "x",
                        Numbers.coordinate(x),
                        "y",
                        Numbers.coordinate(y),
                        "width",
                        Numbers.coordinate(Math.max(0, width)),
                        "height",
                        Numbers.coordinate(Math.max(0, height))));
    }

    /** A filled circle in a series' colour. */
    void dot(int series, double opacity, double x, double y, double radius) {
        empty(
                "circle",
                fill(
                        series,
                        opacity,
                        "cx",
                        Numbers.coordinate(x),
                        "cy",
                        Numbers.coordinate(y),
                        "r",
                        Numbers.coordinate(radius)));
    }

    /** The attributes of what is filled with a series' colour, followed by more. */
    static String[] fill(int series, double opacity, String... more) {
        List<String> attributes =
                new ArrayList<>(List.of("class", Theme.fillClass(series), "fill", Theme.colour(series)));
        if (opacity < 1) {
            attributes.addAll(List.of("fill-opacity", Numbers.coordinate(opacity)));
        }
        attributes.addAll(List.of(more));
        return attributes.toArray(String[]::new);
    }

    /** Ends the document and returns it. */
    String finish() {
        close("svg");
        return out.toString();
    }

    private void start(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    private void escape(String text) {
        text.codePoints().forEach(this::escape);
    }

    private void escape(int codePoint) {
        switch (codePoint) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\t', '\n', '\r' -> out.append(' ');
            default -> out.appendCodePoint(allowed(codePoint) ? codePoint : 0xFFFD);
        }
    }

    /** Whether XML 1.0 can hold the character: most control characters and lone surrogates it cannot. */
    private static boolean allowed(int codePoint) {
        return (codePoint >= 0x20 && codePoint < 0xD800)
                || (codePoint >= 0xE000 && codePoint < 0xFFFE)
                || codePoint >= 0x10000;
    }
}
