/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What CI systems say about the code that they build, in the variables that they document. */
final class CiVariables {

    /**
     * One CI system.
     *
     * @param marker the variable that is there on this system only
     * @param commits where the commit is; the first that is set counts, as for all of these
     * @param branches where the branch is, for pull requests the one that they come from
     * @param remotes where the repository's address is
     */
    private record CiSystem(
            String name, String marker, List<String> commits, List<String> branches, List<String> remotes) {}

    private static final List<CiSystem> SYSTEMS = List.of(
            new CiSystem(
                    "GitHub Actions",
                    "GITHUB_ACTIONS",
                    List.of("GITHUB_SHA"),
                    List.of("GITHUB_HEAD_REF", "GITHUB_REF"),
                    List.of()),
            new CiSystem(
                    "GitLab CI",
                    "GITLAB_CI",
                    List.of("CI_COMMIT_SHA"),
                    List.of("CI_COMMIT_BRANCH", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"),
                    List.of("CI_PROJECT_URL")),
            new CiSystem(
                    "Jenkins",
                    "JENKINS_URL",
                    List.of("GIT_COMMIT"),
                    List.of("CHANGE_BRANCH", "GIT_LOCAL_BRANCH", "BRANCH_NAME", "GIT_BRANCH"),
                    List.of("GIT_URL", "GIT_URL_1")),
            new CiSystem(
                    "Azure Pipelines",
                    "TF_BUILD",
                    List.of("BUILD_SOURCEVERSION"),
                    List.of("SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCH"),
                    List.of("BUILD_REPOSITORY_URI")),
            new CiSystem(
                    "Bitbucket Pipelines",
                    "BITBUCKET_BUILD_NUMBER",
                    List.of("BITBUCKET_COMMIT"),
                    List.of("BITBUCKET_BRANCH"),
                    List.of("BITBUCKET_GIT_HTTP_ORIGIN")),
            new CiSystem(
                    "CircleCI",
                    "CIRCLECI",
                    List.of("CIRCLE_SHA1"),
                    List.of("CIRCLE_BRANCH"),
                    List.of("CIRCLE_REPOSITORY_URL")),
            new CiSystem(
                    "Travis CI",
                    "TRAVIS",
                    List.of("TRAVIS_COMMIT"),
                    List.of("TRAVIS_PULL_REQUEST_BRANCH", "TRAVIS_BRANCH"),
                    List.of()),
            new CiSystem(
                    "Buildkite",
                    "BUILDKITE",
                    List.of("BUILDKITE_COMMIT"),
                    List.of("BUILDKITE_BRANCH"),
                    List.of("BUILDKITE_REPO")),
            new CiSystem("TeamCity", "TEAMCITY_VERSION", List.of("BUILD_VCS_NUMBER"), List.of(), List.of()));

    private CiVariables() {}

    /** What is said; empty outside CI and where no commit is named. */
    static Optional<CodeVersion> read(Map<String, String> environment) {
        for (CiSystem system : SYSTEMS) {
            String commit = CodeVersion.commitId(first(environment, system.commits));
            if (first(environment, List.of(system.marker)) != null && commit != null) {
                return Optional.of(new CodeVersion(
                        commit, branch(environment, system), null, remote(environment, system), system.name));
            }
        }
        return Optional.empty();
    }

    private static @Nullable String branch(Map<String, String> environment, CiSystem system) {
        String branch = first(environment, system.branches);
        if (branch == null) {
            return null;
        }
        if (branch.startsWith("refs/heads/")) {
            return branch.substring("refs/heads/".length());
        }
        if (branch.startsWith("refs/")) {
            return null; // a tag or the merge of a pull request
        }
        // Jenkins names the branch of its remote.
        return system.marker.equals("JENKINS_URL") && branch.startsWith("origin/")
                ? branch.substring("origin/".length())
                : branch;
    }

    private static @Nullable String remote(Map<String, String> environment, CiSystem system) {
        String server = environment.get("GITHUB_SERVER_URL");
        String repository = environment.get("GITHUB_REPOSITORY");
        if (system.marker.equals("GITHUB_ACTIONS") && server != null && repository != null) {
            return Remotes.withoutCredentials(server + "/" + repository);
        }
        String remote = first(environment, system.remotes);
        return remote == null ? null : Remotes.withoutCredentials(remote);
    }

    private static @Nullable String first(Map<String, String> environment, List<String> names) {
        for (String name : names) {
            String value = environment.get(name);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return null;
    }
}
