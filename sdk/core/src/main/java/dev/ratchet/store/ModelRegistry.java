/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.List;
import java.util.Optional;

/**
 * Registered models, their versions, aliases and stages. Calls and errors are as for {@link TrackingStore}.
 *
 * <p>Version numbers start at 1, are handed out one by one also under concurrency, and are never used again while their
 * model is there. An alias is {@code [A-Za-z0-9_-]+}, case-sensitive, not {@code latest} and not {@code v<number>}; a
 * call with another is a {@link dev.ratchet.RefusedException}. An alias whose version was deleted is one that is not
 * set. Model names have neither {@code /} nor {@code :}. A call that changes a model or a version that is not there is a
 * {@link dev.ratchet.NotFoundException}. Nothing here is conditional: of two callers the last one wins.
 */
public interface ModelRegistry {

    // ---- registered models

    /** Creates a registered model without versions; one that exists is returned as it is. */
    RegisteredModelRecord createModel(String name);

    /** The registered model of a name; empty where there is none. */
    Optional<RegisteredModelRecord> model(String name);

    /** The registered models whose names begin so, by name; all for an empty prefix. */
    List<RegisteredModelRecord> models(String prefix);

    /** A page of the registered models that meet a query; the order is the same in every store. */
    RegistryPage<RegisteredModelRecord> searchModels(ModelQuery query);

    /** Replaces the description of a registered model; may be empty. */
    void setModelDescription(String name, String description);

    /** Sets a tag of a registered model. */
    void setModelTag(String name, String key, String value);

    /** Removes a tag of a registered model; removing one that is not set changes nothing. */
    void deleteModelTag(String name, String key);

    /**
     * Gives a registered model another name, with all its versions and aliases.
     *
     * @throws dev.ratchet.RefusedException when the new name is taken or not allowed
     */
    void renameModel(String name, String newName);

    /** Deletes a registered model with all its versions and aliases. One of that name made later counts from 1. */
    void deleteModel(String name);

    // ---- versions

    /** Creates a version, and its registered model where there is none; sent once. */
    VersionRecord createVersion(NewVersion version);

    /** The versions with a key, the oldest first; empty for an unknown model. */
    default List<VersionRecord> findVersions(String name, String key) {
        return versionsWithTag(name, StoreTags.VERSION_KEY, key);
    }

    /** The versions of a model whose tag has this value, in order of their numbers; empty for an unknown model. */
    List<VersionRecord> versionsWithTag(String name, String key, String value);

    /** The versions of all models that a run made, by name and number. */
    List<VersionRecord> versionsOfRun(String runId);

    /** A page of the versions of all models that meet a query; the order is the same in every store. */
    RegistryPage<VersionRecord> searchVersions(VersionQuery query);

    /** A version by number, or {@link dev.ratchet.NotFoundException}. */
    VersionRecord version(String name, int number);

    /** The version an alias points to; empty when the alias is not set or its version was deleted. */
    Optional<VersionRecord> versionByAlias(String name, String alias);

    /** All versions in order of their numbers; empty for an unknown model. */
    List<VersionRecord> versions(String name);

    /** Points an alias to a version, away from another. */
    void setAlias(String name, String alias, int number);

    /** Removes an alias; removing one that is not set, or of an unknown model, changes nothing. */
    void deleteAlias(String name, String alias);

    /**
     * Moves a version to a stage; repeatable.
     *
     * @param archiveExisting also moves the other versions in that stage to {@link VersionRecord.Stage#ARCHIVED}
     * @throws dev.ratchet.RefusedException when {@code archiveExisting} is asked for with a stage other than {@link
     *     VersionRecord.Stage#STAGING} and {@link VersionRecord.Stage#PRODUCTION}
     */
    void setStage(String name, int number, VersionRecord.Stage stage, boolean archiveExisting);

    /** Replaces the description of a version; may be empty. */
    void setVersionDescription(String name, int number, String description);

    /** Sets a tag of a version. */
    void setVersionTag(String name, int number, String key, String value);

    /** Removes a tag of a version; removing one that is not set changes nothing. */
    void deleteVersionTag(String name, int number, String key);

    /** Deletes a version and the aliases that point to it; its number is not used again. */
    void deleteVersion(String name, int number);
}
