/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.StoreTags;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionRecord;
import dev.ratchet.store.VersionRecord.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** What a {@link ModelRegistry} promises about versions; {@link RegisteredModelContract} is about their models. */
public abstract class ModelRegistryContract {

    /** For subclasses. */
    protected ModelRegistryContract() {}

    /** The stores to test, open; asked often, so the same ones each time. */
    protected abstract Stores stores();

    private ModelRegistry registry() {
        return stores().registry();
    }

    @Test
    void createVersion_keepsWhatWasSaid() {
        ModelRecord model = Given.model(stores());
        String name = Given.unique("churn é");
        String key = Given.unique("key");

        VersionRecord created = registry()
                .createVersion(new NewVersion(name, key, model, Map.of("stage", "test", "é", "日本"), "**Better**"));

        assertThat(created.name()).isEqualTo(name);
        assertThat(created.number()).isEqualTo(1);
        assertThat(created.runId()).isEqualTo(model.runId());
        assertThat(created.modelId()).isEqualTo(model.id());
        assertThat(created.artifactRoot()).isEqualTo(model.artifactRoot());
        assertThat(created.createdTime()).isPositive();
        assertThat(created.aliases()).isEmpty();
        assertThat(created.tags())
                .containsOnly(Map.entry("stage", "test"), Map.entry("é", "日本"), Map.entry(StoreTags.VERSION_KEY, key));
        assertThat(created.description()).isEqualTo("**Better**");
        assertThat(registry().version(name, 1)).isEqualTo(created);
        assertThat(registry().versions(name)).containsExactly(created);
        assertThat(registry().findVersions(name, key)).containsExactly(created);
    }

    @Test
    void createVersion_countsOneByOne_fromManyThreads() throws InterruptedException {
        ModelRecord model = Given.model(stores());
        String name = Given.unique("race");
        Given.version(stores(), name, model);

        Given.atOnce(4, () -> {
            for (int i = 0; i < 3; i++) {
                Given.version(stores(), name, model);
            }
            return true;
        });

        assertThat(registry().versions(name))
                .extracting(VersionRecord::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 13).boxed().toList());
    }

    @Test
    void deleteVersion_neverFreesANumber() {
        ModelRecord model = Given.model(stores());
        String name = Given.unique("churn");
        Given.version(stores(), name, model);
        Given.version(stores(), name, model);

        registry().deleteVersion(name, 2);

        assertThat(Given.version(stores(), name, model).number()).isEqualTo(3);
        assertThat(registry().versions(name)).extracting(VersionRecord::number).containsExactly(1, 3);
        assertThatThrownBy(() -> registry().version(name, 2))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(name);
        assertThatThrownBy(() -> registry().deleteVersion(name, 2)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void findVersions_findsByKey_oldestFirst() {
        ModelRecord model = Given.model(stores());
        String name = Given.unique("churn");
        String key = Given.unique("key");
        NewVersion wanted = new NewVersion(name, key, model, Map.of(), "");
        Given.version(stores(), name, model);
        registry().createVersion(wanted);
        Given.version(stores(), name, model);
        registry().createVersion(wanted);

        assertThat(registry().findVersions(name, key))
                .extracting(VersionRecord::number)
                .containsExactly(2, 4);
        assertThat(registry().findVersions(name, Given.unique("none"))).isEmpty();
        assertThat(registry().findVersions(Given.unique("none"), key)).isEmpty();
    }

    @Test
    void unknownModels_haveNoVersions() {
        String name = Given.unique("none");

        assertThat(registry().versions(name)).isEmpty();
        assertThat(registry().versionByAlias(name, "champion")).isEmpty();
        assertThatThrownBy(() -> registry().version(name, 1)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> registry().setAlias(name, "champion", 1)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void setAlias_movesTheAlias() {
        ModelRecord model = Given.model(stores());
        String name = Given.unique("churn");
        Given.version(stores(), name, model);
        Given.version(stores(), name, model);

        registry().setAlias(name, "champion", 1);
        registry().setAlias(name, "champion", 1);
        registry().setAlias(name, "best_so-far", 1);
        assertThat(registry().versionByAlias(name, "champion")).hasValueSatisfying(version -> {
            assertThat(version.number()).isEqualTo(1);
            assertThat(version.aliases()).containsExactlyInAnyOrder("champion", "best_so-far");
        });

        registry().setAlias(name, "champion", 2);

        assertThat(registry().versionByAlias(name, "champion"))
                .map(VersionRecord::number)
                .contains(2);
        assertThat(registry().versionByAlias(name, "Champion")).isEmpty();
        assertThat(registry().version(name, 1).aliases()).containsExactly("best_so-far");
        assertThat(registry().version(name, 2).aliases()).containsExactly("champion");
        assertThat(registry().versions(name))
                .extracting(VersionRecord::aliases)
                .containsExactly(List.of("best_so-far"), List.of("champion"));
    }

    @Test
    void setAlias_isNotFound_whenThereIsNoSuchVersion() {
        String name = Given.unique("churn");
        Given.version(stores(), name, Given.model(stores()));

        assertThatThrownBy(() -> registry().setAlias(name, "champion", 7)).isInstanceOf(NotFoundException.class);
        assertThat(registry().versionByAlias(name, "champion")).isEmpty();
    }

    @Test
    void deleteAlias_removesIt_alsoWhenRepeated() {
        String name = Given.unique("churn");
        Given.version(stores(), name, Given.model(stores()));
        registry().setAlias(name, "champion", 1);

        registry().deleteAlias(name, "champion");
        registry().deleteAlias(name, "champion");
        registry().deleteAlias(Given.unique("none"), "champion");

        assertThat(registry().versionByAlias(name, "champion")).isEmpty();
        assertThat(registry().version(name, 1).aliases()).isEmpty();
    }

    @Test
    void alias_isEmpty_whenItsVersionWasDeleted() {
        ModelRecord model = Given.model(stores());
        String name = Given.unique("churn");
        Given.version(stores(), name, model);
        Given.version(stores(), name, model);
        registry().setAlias(name, "champion", 1);

        registry().deleteVersion(name, 1);

        assertThat(registry().versionByAlias(name, "champion")).isEmpty();
        assertThat(registry().versions(name)).extracting(VersionRecord::aliases).containsExactly(List.of());

        registry().setAlias(name, "champion", 2);

        assertThat(registry().versionByAlias(name, "champion"))
                .map(VersionRecord::number)
                .contains(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3", "V3", "latest", "Latest", "a b", "a/b", "é", ""})
    void aliases_thatMlflowReserves_areRefused(String alias) {
        String name = Given.unique("churn");
        Given.version(stores(), name, Given.model(stores()));

        assertThatThrownBy(() -> registry().setAlias(name, alias, 1))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("alias '" + alias + "' is not allowed");
        assertThatThrownBy(() -> registry().versionByAlias(name, alias)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> registry().deleteAlias(name, alias)).isInstanceOf(RefusedException.class);
    }

    @Test
    void setVersionTag_addsAndOverwrites() {
        String name = Given.unique("churn");
        Given.version(stores(), name, Given.model(stores()));

        registry().setVersionTag(name, 1, "verdict", "HOLD");
        registry().setVersionTag(name, 1, "verdict", "PROMOTE");

        assertThat(registry().version(name, 1).tags()).containsEntry("verdict", "PROMOTE");
        assertThatThrownBy(() -> registry().setVersionTag(name, 2, "verdict", "HOLD"))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void deleteVersionTag_removesIt_alsoWhenRepeated() {
        String name = Given.unique("churn");
        Given.version(stores(), name, Given.model(stores()));
        registry().setVersionTag(name, 1, "verdict", "HOLD");

        registry().deleteVersionTag(name, 1, "verdict");
        registry().deleteVersionTag(name, 1, "verdict");

        assertThat(registry().version(name, 1).tags()).doesNotContainKey("verdict");
        assertThatThrownBy(() -> registry().deleteVersionTag(name, 2, "verdict"))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void setVersionDescription_replacesIt() {
        String name = Given.unique("churn");
        Given.version(stores(), name, Given.model(stores()));

        registry().setVersionDescription(name, 1, "**Better** é 日本");
        assertThat(registry().version(name, 1).description()).isEqualTo("**Better** é 日本");

        registry().setVersionDescription(name, 1, "");
        assertThat(registry().version(name, 1).description()).isEmpty();
        assertThatThrownBy(() -> registry().setVersionDescription(name, 2, "x")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void setStage_movesAVersion_andLeavesTheOthers() {
        ModelRecord model = Given.model(stores());
        String name = Given.unique("churn");
        Given.version(stores(), name, model);
        Given.version(stores(), name, model);
        assertThat(registry().version(name, 1).stage()).isEqualTo(Stage.NONE);

        for (Stage stage : Stage.values()) {
            registry().setStage(name, 1, stage, false);
            registry().setStage(name, 1, stage, false);

            assertThat(registry().version(name, 1).stage()).isEqualTo(stage);
        }

        assertThat(registry().versions(name))
                .extracting(VersionRecord::stage)
                .containsExactly(Stage.ARCHIVED, Stage.NONE);
        assertThatThrownBy(() -> registry().setStage(name, 3, Stage.STAGING, false))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void setStage_archivesWhatWasThere_whenAskedTo() {
        ModelRecord model = Given.model(stores());
        String name = Given.unique("churn");
        for (int i = 0; i < 4; i++) {
            Given.version(stores(), name, model);
        }
        registry().setAlias(name, "champion", 1);
        registry().setStage(name, 1, Stage.PRODUCTION, false);
        registry().setStage(name, 2, Stage.PRODUCTION, false);
        registry().setStage(name, 3, Stage.STAGING, false);

        registry().setStage(name, 4, Stage.PRODUCTION, true);
        registry().setStage(name, 4, Stage.PRODUCTION, true);

        assertThat(registry().versions(name))
                .extracting(VersionRecord::stage)
                .containsExactly(Stage.ARCHIVED, Stage.ARCHIVED, Stage.STAGING, Stage.PRODUCTION);
        assertThat(registry().version(name, 1).aliases()).containsExactly("champion");
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"NONE", "ARCHIVED"})
    void setStage_refusesToArchiveOthers_whenNobodyUsesTheStage(Stage stage) {
        String name = Given.unique("churn");
        Given.version(stores(), name, Given.model(stores()));

        assertThatThrownBy(() -> registry().setStage(name, 1, stage, true))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("archiveExisting is not allowed with the stage " + stage.label());
    }

    @Test
    void versionsWithTag_comparesTheWholeValue() {
        ModelRecord model = Given.model(stores());
        String name = Given.unique("churn");
        for (int i = 0; i < 3; i++) {
            Given.version(stores(), name, model);
        }
        registry().setVersionTag(name, 1, "verdict.of/test", "it's PROMOTE");
        registry().setVersionTag(name, 2, "verdict.of/test", "HOLD");
        registry().setVersionTag(name, 3, "verdict.of/test", "it's PROMOTE");

        assertThat(registry().versionsWithTag(name, "verdict.of/test", "it's PROMOTE"))
                .extracting(VersionRecord::number)
                .containsExactly(1, 3);
        assertThat(registry().versionsWithTag(name, "verdict.of/test", "it's")).isEmpty();
        assertThat(registry().versionsWithTag(Given.unique("none"), "verdict.of/test", "HOLD"))
                .isEmpty();
    }

    @Test
    void versionsOfRun_findsThemInAllModels() {
        ModelRecord model = Given.model(stores());
        String name = Given.unique("churn");
        Given.version(stores(), name, model);
        Given.version(stores(), name + "-b", model);
        Given.version(stores(), name, Given.model(stores()));
        Given.version(stores(), name, model);
        registry().setAlias(name, "champion", 3);

        List<VersionRecord> found = registry().versionsOfRun(model.runId());

        assertThat(found)
                .extracting(VersionRecord::name, VersionRecord::number)
                .containsExactly(tuple(name, 1), tuple(name, 3), tuple(name + "-b", 1));
        assertThat(found.get(1).aliases()).containsExactly("champion");
        assertThat(registry().versionsOfRun("0123456789abcdef0123456789abcdef")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a:b", ""})
    void namesOfModels_thatCannotBeAddressed_areRefused(String name) {
        ModelRecord model = Given.model(stores());

        assertThatThrownBy(() -> Given.version(stores(), name, model))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'" + name + "' is not allowed");
    }
}
