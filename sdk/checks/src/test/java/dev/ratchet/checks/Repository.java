/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.checks;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of the project, as the tests of this module see them. */
final class Repository {

    /** The directory with the parent's pom. */
    static final Path ROOT = Path.of(System.getProperty("ratchet.root", "../.."))
            .toAbsolutePath()
            .normalize();

    private Repository() {}

    /** Reads a file as text. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The root element of a module's pom. */
    static Element pom(String module) {
        return xml(ROOT.resolve(module).resolve("pom.xml"));
    }

    /** The root element of a file. */
    static Element xml(Path file) {
        try {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            return document.getDocumentElement();
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    /** The elements that a path of names leads to. */
    static List<Element> elements(Element from, String... path) {
        List<Element> found = List.of(from);
        for (String name : path) {
            List<Element> next = new ArrayList<>();
            for (Element element : found) {
                NodeList children = element.getChildNodes();
                for (int i = 0; i < children.getLength(); i++) {
                    Node child = children.item(i);
                    if (child instanceof Element match && match.getTagName().equals(name)) {
                        next.add(match);
                    }
                }
            }
            found = next;
        }
        return found;
    }

    /** The texts of the elements that a path of names leads to. */
    static List<String> texts(Element from, String... path) {
        return elements(from, path).stream()
                .map(element -> element.getTextContent().strip())
                .toList();
    }

    /** The paths of all modules, as the parent names them. */
    static List<String> modules() {
        return texts(pom("."), "modules", "module");
    }

    /** The paths of the modules that make a jar for users. */
    static List<String> publishedModules() {
        return modules().stream()
                .filter(module -> !module.equals("sdk/bom"))
                .filter(module ->
                        !texts(pom(module), "properties", "maven.deploy.skip").contains("true"))
                .toList();
    }
}
