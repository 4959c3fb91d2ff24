/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The code blocks of the project's Markdown pages. */
final class Markdown {

    private static final Pattern BLOCK = Pattern.compile(
            "(?:<!-- given (?<given>(?:(?!-->).)*?) -->\\s*)?^```(?<language>\\w+)\\n(?<code>.*?)^```$",
            Pattern.DOTALL | Pattern.MULTILINE);

    private Markdown() {}

    /**
     * One code block.
     *
     * @param given what the block takes as known, written as Java parameters in a comment {@code <!-- given … -->}
     *     before it
     */
    record Block(String page, int line, String language, String given, String code) {
        @Override
        public String toString() {
            return page + " line " + line;
        }
    }

    /** The blocks of one language on a page, in their order. */
    static List<Block> blocks(Path page, String language) {
        String text = Repository.text(page);
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            if (matcher.group("language").equals(language)) {
                int line =
                        (int) text.substring(0, matcher.start("code")).lines().count() + 1;
                String given = matcher.group("given") == null ? "" : matcher.group("given");
                String name = Repository.ROOT.relativize(page).toString();
                blocks.add(new Block(name, line, language, given, matcher.group("code")));
            }
        }
        return blocks;
    }

    /** All pages: at the root, in the guides and beside the modules. */
    static List<Path> pages() {
        List<Path> pages = new ArrayList<>();
        for (String directory : List.of("", "docs", "docker", "samples", "sdk", "mlflow-plugin")) {
            Path start = Repository.ROOT.resolve(directory);
            if (Files.isDirectory(start)) {
                pages.addAll(pages(start, directory.isEmpty() ? 1 : 3));
            }
        }
        return pages;
    }

    private static List<Path> pages(Path start, int depth) {
        try (Stream<Path> files = Files.walk(start, depth)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("target"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
