/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import static org.assertj.core.api.Assertions.assertThat;

class CodeVersionTest {

    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";
    private static final ClassLoader NOTHING = new URLClassLoader(new URL[0], null);

    @TempDir
    Path directory;

    static Stream<Arguments> systems() {
        return Stream.of(
                ci(
                        "GitHub Actions",
                        "main",
                        "https://github.com/o/r",
                        Map.of(
                                "GITHUB_ACTIONS", "true",
                                "GITHUB_SHA", SHA,
                                "GITHUB_REF", "refs/heads/main",
                                "GITHUB_HEAD_REF", "",
                                "GITHUB_SERVER_URL", "https://github.com",
                                "GITHUB_REPOSITORY", "o/r")),
                ci(
                        "GitHub Actions",
                        "topic",
                        null,
                        Map.of(
                                "GITHUB_ACTIONS", "true",
                                "GITHUB_SHA", SHA,
                                "GITHUB_REF", "refs/pull/7/merge",
                                "GITHUB_HEAD_REF", "topic")),
                ci(
                        "GitHub Actions",
                        null,
                        null,
                        Map.of("GITHUB_ACTIONS", "true", "GITHUB_SHA", SHA, "GITHUB_REF", "refs/tags/v1")),
                ci(
                        "GitLab CI",
                        "topic",
                        "https://gitlab.example/g/p",
                        Map.of(
                                "GITLAB_CI", "true",
                                "CI_COMMIT_SHA", SHA,
                                "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "topic",
                                "CI_PROJECT_URL", "https://gitlab.example/g/p",
                                "CI_REPOSITORY_URL", "https://gitlab-ci-token:secret@gitlab.example/g/p.git")),
                ci(
                        "Jenkins",
                        "release/1",
                        "https://host.example/r.git",
                        Map.of(
                                "JENKINS_URL", "https://jenkins.example/",
                                "GIT_COMMIT", SHA,
                                "GIT_BRANCH", "origin/release/1",
                                "GIT_URL", "https://me:secret@host.example/r.git")),
                ci(
                        "Azure Pipelines",
                        "main",
                        "https://dev.azure.com/o/p/_git/r",
                        Map.of(
                                "TF_BUILD", "True",
                                "BUILD_SOURCEVERSION", SHA,
                                "BUILD_SOURCEBRANCH", "refs/heads/main",
                                "BUILD_REPOSITORY_URI", "https://o@dev.azure.com/o/p/_git/r")),
                ci(
                        "Bitbucket Pipelines",
                        "main",
                        "http://bitbucket.org/w/r",
                        Map.of(
                                "BITBUCKET_BUILD_NUMBER", "12",
                                "BITBUCKET_COMMIT", SHA,
                                "BITBUCKET_BRANCH", "main",
                                "BITBUCKET_GIT_HTTP_ORIGIN", "http://bitbucket.org/w/r")),
                ci(
                        "CircleCI",
                        "main",
                        "git@github.com:o/r.git",
                        Map.of(
                                "CIRCLECI", "true",
                                "CIRCLE_SHA1", SHA,
                                "CIRCLE_BRANCH", "main",
                                "CIRCLE_REPOSITORY_URL", "git@github.com:o/r.git")),
                ci(
                        "Travis CI",
                        "main",
                        null,
                        Map.of(
                                "TRAVIS", "true",
                                "TRAVIS_COMMIT", SHA,
                                "TRAVIS_PULL_REQUEST_BRANCH", "",
                                "TRAVIS_BRANCH", "main")),
                ci(
                        "Buildkite",
                        "main",
                        "git@github.com:o/r.git",
                        Map.of(
                                "BUILDKITE", "true",
                                "BUILDKITE_COMMIT", SHA,
                                "BUILDKITE_BRANCH", "main",
                                "BUILDKITE_REPO", "git@github.com:o/r.git")),
                ci("TeamCity", null, null, Map.of("TEAMCITY_VERSION", "2025.1", "BUILD_VCS_NUMBER", SHA)));
    }

    private static Arguments ci(
            String name, @Nullable String branch, @Nullable String remote, Map<String, String> variables) {
        return Arguments.of(variables, new CodeVersion(SHA, branch, null, remote, name));
    }

    @ParameterizedTest
    @MethodSource("systems")
    void detect_trustsTheCiSystem(Map<String, String> variables, CodeVersion expected) {
        assertThat(CodeVersion.detect(variables, directory, NOTHING)).isEqualTo(expected);
    }

    @Test
    void detect_ignoresVariables_outsideOfTheirCiSystem() {
        assertThat(CodeVersion.detect(Map.of("GITHUB_SHA", SHA, "GIT_COMMIT", SHA), directory, NOTHING))
                .isEqualTo(CodeVersion.UNKNOWN);
        assertThat(CodeVersion.detect(Map.of("BUILDKITE", "true", "BUILDKITE_COMMIT", "HEAD"), directory, NOTHING))
                .isEqualTo(CodeVersion.UNKNOWN);
    }

    @Test
    void detect_takesTheRestFromTheWorkTree_onlyAtTheSameCommit() {
        String commit = Repositories.withCommit(directory);
        Map<String, String> same = Map.of("TEAMCITY_VERSION", "2025.1", "BUILD_VCS_NUMBER", commit);
        Map<String, String> other = Map.of("TEAMCITY_VERSION", "2025.1", "BUILD_VCS_NUMBER", SHA);

        assertThat(CodeVersion.detect(same, directory, NOTHING))
                .isEqualTo(new CodeVersion(commit, "main", false, null, "TeamCity"));
        assertThat(CodeVersion.detect(other, directory, NOTHING))
                .isEqualTo(new CodeVersion(SHA, null, null, null, "TeamCity"));
    }

    @Test
    void detect_readsGitProperties_whereThereIsNoRepository() throws Exception {
        Path jar = directory.resolve("app.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("git.properties"));
            out.write(("git.commit.id.full=" + SHA + "\ngit.branch=main\ngit.dirty=true\n"
                            + "git.remote.origin.url=https\\://me\\:secret@host.example/r.git\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertThat(CodeVersion.detect(Map.of(), directory, loader))
                    .isEqualTo(new CodeVersion(
                            SHA, "main", true, "https://host.example/r.git", "git.properties in app.jar"));
        }
    }

    @Test
    void detect_ignoresGitProperties_thatWereNotFilled() throws Exception {
        Files.writeString(directory.resolve("git.properties"), "git.commit.id=${git.commit.id}\n");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
            assertThat(CodeVersion.detect(Map.of(), directory, loader)).isEqualTo(CodeVersion.UNKNOWN);
        }
    }
}
