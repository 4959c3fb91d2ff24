/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.checks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

import static org.assertj.core.api.Assertions.assertThat;

class ModulesTest {

    private static final String NAME = "ratchet.module.name";

    static List<String> publishedModules() {
        return Repository.publishedModules();
    }

    static List<String> modules() {
        return Repository.modules();
    }

    @Test
    void bom_listsThePublishedModules() {
        List<String> published = publishedModules().stream()
                .map(module -> text(Repository.pom(module), "artifactId"))
                .toList();

        assertThat(managed("sdk/bom", text(Repository.pom("."), "version")))
                .containsExactlyInAnyOrderElementsOf(published);
        assertThat(managed(".", "${project.version}")).containsExactlyInAnyOrderElementsOf(published);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void module_hasTheParentsVersion(String module) {
        String version = text(Repository.pom("."), "version");
        Element pom = Repository.pom(module);
        String[] path = module.equals("sdk/bom") ? new String[] {"version"} : new String[] {"parent", "version"};

        assertThat(Repository.texts(pom, path)).containsExactly(version);
    }

    @ParameterizedTest
    @MethodSource("publishedModules")
    void jar_hasAModuleName(String module) throws IOException {
        Element pom = Repository.pom(module);
        String name = text(pom, "properties", NAME);
        assertThat(name).startsWith("dev.ratchet");

        // Absent before the phase package.
        Path jar = Repository.ROOT
                .resolve(module)
                .resolve("target")
                .resolve(text(pom, "artifactId") + "-" + text(pom, "parent", "version") + ".jar");
        if (Files.exists(jar)) {
            try (JarFile file = new JarFile(jar.toFile())) {
                assertThat(file.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                        .isEqualTo(name);
            }
        }
    }

    @Test
    void moduleNames_differ() {
        List<String> names = publishedModules().stream()
                .map(module -> text(Repository.pom(module), "properties", NAME))
                .toList();

        assertThat(names).doesNotHaveDuplicates();
    }

    private static List<String> managed(String module, String version) {
        return Repository.elements(Repository.pom(module), "dependencyManagement", "dependencies", "dependency")
                .stream()
                .filter(dependency -> text(dependency, "groupId").equals("dev.ratchet"))
                .filter(dependency -> text(dependency, "version").equals(version))
                .map(dependency -> text(dependency, "artifactId"))
                .toList();
    }

    private static String text(Element from, String... path) {
        List<String> texts = Repository.texts(from, path);
        assertThat(texts).as(String.join("/", path)).hasSize(1);
        return texts.get(0);
    }
}
