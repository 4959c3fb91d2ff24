/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import dev.ratchet.RefusedException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A model version as a store keeps it.
 *
 * @param name the registered model
 * @param number the version, from 1; never used again after a deletion
 * @param runId the run that made it, or empty
 * @param modelId the logged model it comes from, or empty
 * @param artifactRoot the address below which the package lies
 * @param createdTime milliseconds since 1970
 * @param stage where the version is on its way
 * @param aliases the aliases that point to it
 * @param tags tags by key
 * @param description Markdown, may be empty
 */
public record VersionRecord(
        String name,
        int number,
        String runId,
        String modelId,
        String artifactRoot,
        long createdTime,
        Stage stage,
        List<String> aliases,
        Map<String, String> tags,
        String description) {

    /** Copies the collections. */
    public VersionRecord {
        aliases = List.copyOf(aliases);
        tags = Map.copyOf(tags);
    }

    /** MLflow's stages, which it calls deprecated and still keeps. A version has one, a stage many versions. */
    public enum Stage {
        /** Where every version begins. */
        NONE("None"),
        /** Being tried. */
        STAGING("Staging"),
        /** In use. */
        PRODUCTION("Production"),
        /** Out of use. */
        ARCHIVED("Archived");

        private final String label;

        Stage(String label) {
            this.label = label;
        }

        /** MLflow's word. */
        public String label() {
            return label;
        }

        /**
         * Checks that what is in this stage may be archived when another version comes: only Staging and Production.
         *
         * @param archiveExisting whether that is asked for; otherwise any stage will do
         * @throws RefusedException when it may not
         */
        public void checkArchiving(boolean archiveExisting) {
            if (archiveExisting && this != STAGING && this != PRODUCTION) {
                throw new RefusedException("archiveExisting is not allowed with the stage " + label
                        + ": MLflow archives what is in Staging or Production.");
            }
        }

        /**
         * The stage of MLflow's word, in any case.
         *
         * @throws RefusedException when it is none
         */
        public static Stage of(String label) {
            return Arrays.stream(values())
                    .filter(stage -> stage.label.equalsIgnoreCase(label))
                    .findFirst()
                    .orElseThrow(() -> new RefusedException("stage '" + label + "' is not allowed: give "
                            + Arrays.stream(values()).map(Stage::label).collect(Collectors.joining(", "))));
        }
    }
}
