/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

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

/** Reads SVG back as XML. */
final class Svgs {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private Svgs() {}

    /** The document; every coordinate in it has been found to be a finite number inside a generous frame. */
    static Document parse(String svg) {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
            elements(document, "*").forEach(Svgs::checkNumbers);
            return document;
        } catch (Exception e) {
            throw new AssertionError("not XML: " + svg, e);
        }
    }

    private static void checkNumbers(Element element) {
        for (String name : List.of("x", "y", "x1", "x2", "y1", "y2", "width", "height", "d")) {
            String value = element.getAttribute(name);
            if (value.contains("NaN") || value.contains("Infinity") || value.contains("e")) {
                throw new AssertionError(name + "=" + value);
            }
            Matcher matcher = NUMBER.matcher(value);
            while (matcher.find()) {
                if (Math.abs(Double.parseDouble(matcher.group())) > 10_000) {
                    throw new AssertionError(name + "=" + value);
                }
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
        return elements(parse(svg), "text").stream()
                .map(Element::getTextContent)
                .toList();
    }

    /** Path data of the lines of the plot, without the legend. */
    static List<String> lines(String svg) {
        return elements(parse(svg), "path").stream()
                .filter(path -> path.hasAttribute("stroke-linejoin"))
                .map(path -> path.getAttribute("d"))
                .toList();
    }
}
