/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.checks;

import dev.ratchet.checks.Markdown.Block;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

class DocumentationTest {

    private static final Path README = Repository.ROOT.resolve("README.md");

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> page_hasJavaThatCompiles() {
        return Markdown.pages().stream()
                .flatMap(page -> Markdown.blocks(page, "java").stream())
                .map(block -> dynamicTest(
                        block.toString(),
                        () -> assertThat(Snippet.compile(block, directory))
                                .as(block.code())
                                .isEmpty()));
    }

    @Test
    void readme_startsWithTwoCommands() {
        List<Block> blocks = Files.exists(README) ? Markdown.blocks(README, "sh") : List.of();

        // Copied and run by a newcomer: no list of steps, nothing chained.
        assertThat(blocks.stream().limit(2)).allSatisfy(block -> {
            String command = block.code()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .collect(joining("\n"))
                    .replace("\\\n", " ");
            assertThat(command)
                    .as(block.toString())
                    .doesNotContain("\n", "&&", ";", "|")
                    .isNotEmpty();
        });
    }

    @Test
    void snippet_isRefused_whenItDoesNotCompile() {
        Block wrong = new Block("a page", 1, "java", "int given", "String text = given;");

        assertThat(Snippet.compile(wrong, directory)).singleElement().asString().contains("int cannot be converted");
    }

    @Test
    void snippet_mayHaveImportsAndKnowWhatIsGiven() {
        Block right = new Block(
                "a page",
                1,
                "java",
                "List<String> names",
                "import java.time.Clock;\n\nvar now = Clock.systemUTC();\nnames.add(now + \"\");");

        assertThat(Snippet.compile(right, directory)).isEmpty();
    }
}
