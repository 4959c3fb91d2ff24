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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a {@link ModelRegistry} promises. */
public abstract class ModelRegistryContract {

    /** For subclasses. */
    protected ModelRegistryContract() {}

    /** The stores to test, open; asked often, so the same ones each time. */
    protected abstract Stores stores();

    private ModelRegistry registry() {
        return stores().registry();
    }

    private VersionRecord create(String name, ModelRecord model) {
        return registry().createVersion(new NewVersion(name, Given.unique("version"), model, Map.of(), ""));
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
        create(name, model);

        Given.atOnce(4, () -> {
            for (int i = 0; i < 3; i++) {
                create(name, model);
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
        create(name, model);
        create(name, model);

        registry().deleteVersion(name, 2);

        assertThat(create(name, model).number()).isEqualTo(3);
        assertThat(registry().versions(name)).extracting(VersionRecord::number).containsExactly(1, 3);
        assertThatThrownBy(() -> registry().version(name, 2)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> registry().deleteVersion(name, 2)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void findVersions_findsByKey_oldestFirst() {
        ModelRecord model = Given.model(stores());
        String name = Given.unique("churn");
        String key = Given.unique("key");
        NewVersion wanted = new NewVersion(name, key, model, Map.of(), "");
        create(name, model);
        registry().createVersion(wanted);
        create(name, model);
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
        create(name, model);
        create(name, model);

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
        create(name, Given.model(stores()));

        assertThatThrownBy(() -> registry().setAlias(name, "champion", 7)).isInstanceOf(NotFoundException.class);
        assertThat(registry().versionByAlias(name, "champion")).isEmpty();
    }

    @Test
    void deleteAlias_removesIt_alsoWhenRepeated() {
        String name = Given.unique("churn");
        create(name, Given.model(stores()));
        registry().setAlias(name, "champion", 1);

        registry().deleteAlias(name, "champion");
        registry().deleteAlias(name, "champion");

        assertThat(registry().versionByAlias(name, "champion")).isEmpty();
        assertThat(registry().version(name, 1).aliases()).isEmpty();
    }

    @Test
    void alias_isEmpty_whenItsVersionWasDeleted() {
        ModelRecord model = Given.model(stores());
        String name = Given.unique("churn");
        create(name, model);
        create(name, model);
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
    @ValueSource(strings = {"v3", "latest", "a b", "a/b", "é", ""})
    void aliases_thatMlflowReserves_areRefused(String alias) {
        String name = Given.unique("churn");
        create(name, Given.model(stores()));

        assertThatThrownBy(() -> registry().setAlias(name, alias, 1))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("alias '" + alias + "' is not allowed");
        assertThatThrownBy(() -> registry().versionByAlias(name, alias)).isInstanceOf(RefusedException.class);
    }

    @Test
    void setVersionTag_addsAndOverwrites() {
        String name = Given.unique("churn");
        create(name, Given.model(stores()));

        registry().setVersionTag(name, 1, "verdict", "HOLD");
        registry().setVersionTag(name, 1, "verdict", "PROMOTE");

        assertThat(registry().version(name, 1).tags()).containsEntry("verdict", "PROMOTE");
        assertThatThrownBy(() -> registry().setVersionTag(name, 2, "verdict", "HOLD"))
                .isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a:b", ""})
    void namesOfModels_thatCannotBeAddressed_areRefused(String name) {
        ModelRecord model = Given.model(stores());

        assertThatThrownBy(() -> create(name, model))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'" + name + "' is not allowed");
    }
}
