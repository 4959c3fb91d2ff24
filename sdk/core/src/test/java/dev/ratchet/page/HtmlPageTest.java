/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.page;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class HtmlPageTest {

    private static final String NASTY = "<b onclick='x'>&\"\u0000\uD800";
    private static final String ESCAPED = "&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;\uFFFD\uFFFD";

    @Test
    void everyText_isEscaped() {
        String page = new HtmlPage(NASTY)
                .heading(NASTY)
                .heading(NASTY, NASTY)
                .subheading(NASTY)
                .paragraph(NASTY)
                .notice(NASTY, NASTY)
                .markedNotice(NASTY, NASTY)
                .list(List.of(NASTY))
                .table(HtmlTable.of(NASTY).row(NASTY).markedRow(NASTY).linkedRow(NASTY, NASTY))
                .pictures(List.of(new HtmlPage.Picture("<svg width=\"10\"></svg>", NASTY)))
                .finish();

        assertThat(page).doesNotContain("<b ", "\u0000").contains("<title>" + ESCAPED + "</title>");
        assertThat(page.split(Pattern.quote(ESCAPED), -1)).hasSize(19);
    }

    @Test
    void table_setsNumbersRight_andMarksRows() {
        String page = new HtmlPage("t")
                .table(HtmlTable.of("name", "count")
                        .numbers(1)
                        .row("a", "1")
                        .markedRow("b", "2")
                        .linkedRow("there", "c", "3"))
                .finish();

        assertThat(page)
                .contains("<th scope=\"col\">name</th><th scope=\"col\" class=\"number\">count</th>")
                .contains("<tr><td>a</td><td class=\"number\">1</td></tr>")
                .contains("<tr class=\"marked\"><td>b</td>")
                .contains("<td><a href=\"#there\">c</a></td>");
    }

    @Test
    void facts_haveTheirNamesInFront() {
        assertThat(new HtmlPage("t").table(HtmlTable.of().row("rows", "5")).finish())
                .contains("<tr><th scope=\"row\">rows</th><td>5</td></tr>")
                .doesNotContain("<thead>");
    }

    @Test
    void pictures_standByTheirWidth() {
        String narrow = pictures("<svg xmlns=\"x\" role=\"img\" width=\"400\" height=\"1\"></svg>");
        String wide = pictures("<svg width=\"1400\"></svg>");

        assertThat(narrow).contains("<div class=\"charts narrow\">\n<figure><svg");
        assertThat(wide).contains("<div class=\"charts\">\n<figure class=\"wide\" tabindex=\"0\"><svg");
        assertThat(new HtmlPage("t").pictures(List.of()).list(List.of()).finish())
                .doesNotContain("<figure", "<div", "<ul");
    }

    private static String pictures(String svg) {
        return new HtmlPage("t")
                .pictures(List.of(new HtmlPage.Picture(svg, "")))
                .finish();
    }

    @Test
    void page_needsNothingFromElsewhere() {
        assertThat(new HtmlPage("t").finish())
                .contains("prefers-color-scheme: dark", "width=device-width", "lang=\"en\"")
                .doesNotContain("http", "src=", "<link", "<script", "url(");
    }
}
