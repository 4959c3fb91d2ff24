/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.compare;

import java.util.List;

/** Builds one HTML page that needs nothing beside itself. Not thread-safe. */
final class HtmlPage {

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #24292f; --muted: #57606a; --back: #ffffff; --line: #d0d7de;
              --mark: #fff3c4; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e6edf3; --muted: #a0aab4; --back: #16191d; --line: #333a42; --mark: #4a3d10; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; padding: 1rem; max-width: 76rem; background: var(--back); color: var(--ink);
              font: 15px/1.45 system-ui, sans-serif; }
            h1 { font-size: 1.5rem; margin: .5rem 0 1rem; overflow-wrap: anywhere; }
            h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
            p { color: var(--muted); }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; font-size: .9rem; }
            th, td { padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left;
              vertical-align: top; }
            th { color: var(--muted); font-weight: 600; }
            td { overflow-wrap: anywhere; min-width: 5rem; }
            td:first-child { overflow-wrap: normal; }
            .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            tr.differs td { background: var(--mark); }
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 32rem), 1fr)); gap: 1rem; }
            .charts svg { width: 100%; height: auto; border: 1px solid var(--line); border-radius: 6px; }
            """;

    private final StringBuilder html = new StringBuilder();

    HtmlPage(String title) {
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
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    HtmlPage heading(String text) {
        html.append("<h2>").append(escape(text)).append("</h2>\n");
        return this;
    }

    HtmlPage paragraph(String text) {
        html.append("<p>").append(escape(text)).append("</p>\n");
        return this;
    }

    /** Adds a table; {@code differs} tells which rows stand out. */
    HtmlPage table(Grid grid, List<Boolean> differs) {
        html.append("<div class=\"scroll\"><table>\n<thead><tr>");
        grid.headings().forEach(heading -> cell("th", heading.replaceFirst("^>", ""), heading.startsWith(">")));
        html.append("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < grid.rows().size(); i++) {
            html.append(i < differs.size() && differs.get(i) ? "<tr class=\"differs\">" : "<tr>");
            List<String> row = grid.rows().get(i);
            for (int column = 0; column < row.size(); column++) {
                cell("td", row.get(column), grid.headings().get(column).startsWith(">"));
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
        return this;
    }

    private void cell(String element, String text, boolean number) {
        html.append('<').append(element).append(number ? " class=\"number\">" : ">");
        html.append(escape(text)).append("</").append(element).append('>');
    }

    /** Adds pictures that are SVG elements of our own making. */
    HtmlPage charts(List<String> svgs) {
        html.append("<div class=\"charts\">\n");
        svgs.forEach(svg -> html.append("<div>").append(svg).append("</div>\n"));
        html.append("</div>\n");
        return this;
    }

    String finish() {
        return html.append("</body>\n</html>\n").toString();
    }
}
