/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

/** Writes one SVG document, everything escaped. */
final class SvgWriter {

    static final double FONT_SIZE = 12;
    static final double TITLE_SIZE = 15;

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
