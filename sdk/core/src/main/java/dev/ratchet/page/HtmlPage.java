/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.page;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds one page of HTML that needs nothing beside itself. All texts are escaped. Not safe for use by several threads.
 *
 * <pre>{@code
 * String html = new HtmlPage("Penguins").heading("Rows").table(HtmlTable.of("column", "type").row("year", "int")).finish();
 * }</pre>
 */
public final class HtmlPage {

    /** Pictures up to this width stand beside each other and are not made wider than fits them. */
    private static final int NARROW = 480;
    /** Pictures above this width are not made smaller, but moved sideways. */
    private static final int WIDE = 800;

    private static final Pattern SVG_WIDTH = Pattern.compile("^<svg\\b[^>]*?\\bwidth=\"(\\d+)");

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #24292f; --muted: #57606a; --back: #ffffff; --line: #d0d7de;
              --mark: #fff3c4; --link: #0969da; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e6edf3; --muted: #a0aab4; --back: #16191d; --line: #333a42; --mark: #4a3d10;
                --link: #79b8ff; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; padding: 1rem; max-width: 76rem; background: var(--back); color: var(--ink);
              font: 15px/1.45 system-ui, sans-serif; }
            h1 { font-size: 1.5rem; margin: .5rem 0 1rem; }
            h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
            h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
            h1, h2, h3, p, li { overflow-wrap: anywhere; }
            p, figcaption { color: var(--muted); }
            a { color: var(--link); }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; font-size: .9rem; margin: .25rem 0 1rem; }
            th, td { padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left;
              vertical-align: top; }
            th { color: var(--muted); font-weight: 600; }
            th[scope=row] { font-weight: 400; white-space: nowrap; }
            td { overflow-wrap: break-word; max-width: 40rem; }
            td.long { min-width: 17rem; overflow-wrap: anywhere; }
            @media (max-width: 30rem) { table { font-size: .8rem; } th, td { padding-right: .45rem; } }
            th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            tr.marked td { background: var(--mark); }
            .notice { margin: .4rem 0; padding: .3rem .6rem; border-left: 4px solid var(--line); color: var(--ink); }
            .notice.marked { background: var(--mark); }
            .notice strong { margin-right: .4rem; }
            pre { overflow-x: auto; font-size: .8rem; line-height: 1.35; }
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 32rem), 1fr)); gap: 1rem; }
            .charts.narrow { grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); }
            figure { margin: 0; min-width: 0; }
            figure svg { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: 6px; }
            figure.wide { grid-column: 1 / -1; overflow-x: auto; }
            figure.wide svg { width: auto; max-width: none; }
            figcaption { font-size: .85rem; margin-top: .35rem; overflow-wrap: anywhere; }
            """;

    /**
     * A picture and what is said below it.
     *
     * @param svg an SVG element of our own making; it is not escaped
     * @param caption nothing when empty
     */
    public record Picture(String svg, String caption) {

        private int width() {
            Matcher matcher = SVG_WIDTH.matcher(svg);
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : NARROW;
        }
    }

    private final StringBuilder html = new StringBuilder(16_384);

    /** Begins a page with that title. */
    public HtmlPage(String title) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escape(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(escape(title))
                .append("</h1>\n");
    }

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isText(codePoint) ? codePoint : 0xFFFD);
            }
        });
        return out.toString();
    }

    /** Whether HTML can hold the character: most control characters and lone surrogates it cannot. */
    private static boolean isText(int codePoint) {
        return codePoint == '\n'
                || codePoint == '\t'
                || (codePoint >= 0x20 && codePoint < 0x7F)
                || (codePoint >= 0xA0 && codePoint < 0xD800)
                || codePoint >= 0xE000;
    }

    /** Adds a heading. */
    public HtmlPage heading(String text) {
        html.append("<h2>").append(escape(text)).append("</h2>\n");
        return this;
    }

    /** Adds a heading that links lead to. */
    public HtmlPage heading(String text, String id) {
        html.append("<h2 id=\"")
                .append(escape(id))
                .append("\">")
                .append(escape(text))
                .append("</h2>\n");
        return this;
    }

    /** Adds a heading below the last one. */
    public HtmlPage subheading(String text) {
        html.append("<h3>").append(escape(text)).append("</h3>\n");
        return this;
    }

    /** Adds a paragraph. */
    public HtmlPage paragraph(String text) {
        html.append("<p>").append(escape(text)).append("</p>\n");
        return this;
    }

    /** Adds a sentence with a word in front that says what kind of sentence it is. */
    public HtmlPage notice(String label, String text) {
        return notice("notice", label, text);
    }

    /** Adds a notice that stands out. */
    public HtmlPage markedNotice(String label, String text) {
        return notice("notice marked", label, text);
    }

    private HtmlPage notice(String look, String label, String text) {
        html.append("<p class=\"")
                .append(look)
                .append("\"><strong>")
                .append(escape(label))
                .append("</strong> ");
        html.append(escape(text)).append("</p>\n");
        return this;
    }

    /** Adds a list; nothing when it is empty. */
    public HtmlPage list(List<String> items) {
        if (!items.isEmpty()) {
            html.append("<ul>\n");
            items.forEach(item -> html.append("<li>").append(escape(item)).append("</li>\n"));
            html.append("</ul>\n");
        }
        return this;
    }

    /** Adds a table. */
    public HtmlPage table(HtmlTable table) {
        table.write(html);
        return this;
    }

    /** Adds pictures beside each other as far as there is room; nothing when there are none. */
    public HtmlPage pictures(List<Picture> pictures) {
        if (pictures.isEmpty()) {
            return this;
        }
        boolean narrow = pictures.stream().anyMatch(picture -> picture.width() <= NARROW);
        html.append(narrow ? "<div class=\"charts narrow\">\n" : "<div class=\"charts\">\n");
        for (Picture picture : pictures) {
            html.append(picture.width() > WIDE ? "<figure class=\"wide\" tabindex=\"0\">" : "<figure>");
            html.append(picture.svg);
            if (!picture.caption.isEmpty()) {
                html.append("<figcaption>").append(escape(picture.caption)).append("</figcaption>");
            }
            html.append("</figure>\n");
        }
        html.append("</div>\n");
        return this;
    }

    /** The page. Nothing is added afterwards. */
    public String finish() {
        return html.append("</body>\n</html>\n").toString();
    }
}
