/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import javax.xml.parsers.DocumentBuilderFactory;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads pages and pictures back. */
final class Pages {

    private static final List<String> GEOMETRY =
            List.of("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "d", "transform", "viewBox");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(src|href|srcset|action|poster|data)\\s*=\\s*\"([^\"]*)\"");
    private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);

    private Pages() {}

    /** The document, whose numbers have been found to be finite and whose texts to say nothing of NaN. */
    static Document picture(String svg) {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
            elements(document, "*").forEach(Pages::checkGeometry);
            return document;
        } catch (Exception e) {
            throw new AssertionError("not XML: " + svg, e);
        }
    }

    private static void checkGeometry(Element element) {
        for (String name : GEOMETRY) {
            String value = element.getAttribute(name);
            assertThat(value).as(name).doesNotContain("NaN", "Infinity");
            Matcher matcher = NUMBER.matcher(value);
            while (matcher.find()) {
                assertThat(Math.abs(Double.parseDouble(matcher.group())))
                        .as(name + "=" + value)
                        .isLessThan(10_000);
            }
        }
    }

    static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    static List<String> texts(String svg) {
        return elements(picture(svg), "text").stream()
                .map(Element::getTextContent)
                .toList();
    }

    /** What every page keeps to: nothing from elsewhere, no script, no width that a telephone has not. */
    static void check(String page) {
        assertThat(page)
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .endsWith("</body>\n</html>\n")
                .contains("name=\"viewport\" content=\"width=device-width", "prefers-color-scheme: dark")
                .doesNotContain("<script", "<iframe", "<link", "<img", "@import", "url(", "http-equiv", "javascript:")
                .doesNotContain("position: fixed", "100vw");
        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
        Matcher addresses = ADDRESS.matcher(page);
        while (addresses.find()) {
            assertThat(addresses.group(2)).startsWith("#");
        }
        assertThat(count(page, "<table>")).isEqualTo(count(page, "<div class=\"scroll\" tabindex=\"0\"><table>"));
        Matcher pictures = SVG.matcher(page);
        while (pictures.find()) {
            Element root = picture(pictures.group()).getDocumentElement();
            assertThat(root.getAttribute("role")).isEqualTo("img");
            assertThat(root.getFirstChild().getNextSibling().getTextContent()).isNotBlank();
        }
        // Tags that are opened are closed.
        for (String tag : List.of("table", "tr", "td", "figure", "figcaption", "div", "p", "ul", "li", "h2", "svg")) {
            assertThat(page.split("<" + tag + "[ >]", -1)).as(tag).hasSameSizeAs(page.split("</" + tag + ">", -1));
        }
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
