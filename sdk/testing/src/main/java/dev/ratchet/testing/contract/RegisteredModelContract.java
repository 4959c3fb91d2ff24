/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.RegisteredModelRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a {@link ModelRegistry} promises about registered models. */
public abstract class RegisteredModelContract {

    /** For subclasses. */
    protected RegisteredModelContract() {}

    /** The stores to test, open; asked often, so the same ones each time. */
    protected abstract Stores stores();

    private ModelRegistry registry() {
        return stores().registry();
    }

    private RegisteredModelRecord model(String name) {
        return registry().model(name).orElseThrow();
    }

    @Test
    void createModel_makesOneWithoutVersions() {
        String name = Given.unique("churn é 日本");

        RegisteredModelRecord created = registry().createModel(name);

        assertThat(created.name()).isEqualTo(name);
        assertThat(created.createdTime()).isPositive();
        assertThat(created.description()).isEmpty();
        assertThat(created.tags()).isEmpty();
        assertThat(created.aliases()).isEmpty();
        assertThat(registry().versions(name)).isEmpty();
        assertThat(registry().model(name)).contains(created);
        assertThat(Given.version(stores(), name, Given.model(stores())).number())
                .isEqualTo(1);
    }

    @Test
    void createModel_returnsWhatExists() {
        String name = Given.unique("churn");
        registry().createModel(name);
        registry().setModelDescription(name, "ours");

        assertThat(registry().createModel(name).description()).isEqualTo("ours");
    }

    @Test
    void createVersion_makesItsModel() {
        String name = Given.unique("churn");
        assertThat(registry().model(name)).isEmpty();

        Given.version(stores(), name, Given.model(stores()));

        assertThat(model(name).createdTime()).isPositive();
    }

    @Test
    void descriptionAndTags_canBeChanged() {
        String name = Given.unique("churn");
        registry().createModel(name);

        registry().setModelDescription(name, "first");
        registry().setModelDescription(name, "**Who leaves** é 日本");
        registry().setModelTag(name, "team", "first");
        registry().setModelTag(name, "team", "it's é");
        registry().setModelTag(name, "gone.soon", "x");
        registry().deleteModelTag(name, "gone.soon");
        registry().deleteModelTag(name, "gone.soon");

        assertThat(model(name).description()).isEqualTo("**Who leaves** é 日本");
        assertThat(model(name).tags()).containsOnly(Map.entry("team", "it's é"));
        registry().setModelDescription(name, "");
        assertThat(model(name).description()).isEmpty();
    }

    @Test
    void changes_areNotFound_whenThereIsNoSuchModel() {
        String name = Given.unique("none");

        assertThatThrownBy(() -> registry().setModelDescription(name, "x"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(name);
        assertThatThrownBy(() -> registry().setModelTag(name, "a", "b")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> registry().deleteModelTag(name, "a")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> registry().renameModel(name, name + "-2")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> registry().deleteModel(name)).isInstanceOf(NotFoundException.class);
        assertThat(registry().models(name)).isEmpty();
    }

    @Test
    void models_givesThoseOfAPrefix_byName() {
        String prefix = Given.unique("100%_sure's");
        registry().createModel(prefix + "-b");
        registry().createModel(prefix + "-a");
        registry().createModel(prefix.replace('%', 'x').replace('_', 'x'));
        registry().setModelTag(prefix + "-a", "team", "ratchet");

        assertThat(registry().models(prefix))
                .extracting(RegisteredModelRecord::name)
                .containsExactly(prefix + "-a", prefix + "-b");
        assertThat(registry().models(prefix + "-a")).containsExactly(model(prefix + "-a"));
        assertThat(registry().models("")).contains(model(prefix + "-a"), model(prefix + "-b"));
        assertThat(registry().models(Given.unique("none"))).isEmpty();
    }

    @Test
    void aliases_nameVersionsThatAreThere() {
        ModelRecord model = Given.model(stores());
        String name = Given.unique("churn");
        Given.version(stores(), name, model);
        Given.version(stores(), name, model);
        registry().setAlias(name, "champion", 1);
        registry().setAlias(name, "candidate", 2);
        assertThat(model(name).aliases()).containsOnly(Map.entry("champion", 1), Map.entry("candidate", 2));

        registry().deleteVersion(name, 1);

        assertThat(model(name).aliases()).containsOnly(Map.entry("candidate", 2));
        assertThat(registry().models(name)).containsExactly(model(name));
    }

    @Test
    void renameModel_takesVersionsAndAliasesAlong() {
        ModelRecord model = Given.model(stores());
        String name = Given.unique("churn");
        String newName = Given.unique("attrition");
        Given.version(stores(), name, model);
        Given.version(stores(), name, model);
        registry().deleteVersion(name, 2);
        registry().setAlias(name, "champion", 1);
        registry().setModelDescription(name, "ours");
        registry().setStage(name, 1, VersionRecord.Stage.STAGING, false);

        registry().renameModel(name, newName);

        assertThat(registry().model(name)).isEmpty();
        assertThat(registry().versions(name)).isEmpty();
        assertThat(model(newName).description()).isEqualTo("ours");
        assertThat(model(newName).aliases()).containsOnly(Map.entry("champion", 1));
        assertThat(registry().versionByAlias(newName, "champion")).hasValueSatisfying(version -> {
            assertThat(version.name()).isEqualTo(newName);
            assertThat(version.number()).isEqualTo(1);
            assertThat(version.stage()).isEqualTo(VersionRecord.Stage.STAGING);
            assertThat(version.artifactRoot()).isEqualTo(model.artifactRoot());
        });
    }

    @Test
    void renameModel_isRefused_whenTheNameIsTaken() {
        String name = Given.unique("churn");
        String taken = Given.unique("taken");
        registry().createModel(name);
        registry().createModel(taken);

        assertThatThrownBy(() -> registry().renameModel(name, taken))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(taken);
        assertThat(registry().model(name)).isPresent();
    }

    @Test
    void deleteModel_removesItsVersionsAndAliases() {
        ModelRecord model = Given.model(stores());
        String name = Given.unique("churn");
        Given.version(stores(), name, model);
        Given.version(stores(), name, model);
        registry().setAlias(name, "champion", 2);
        registry().setStage(name, 2, VersionRecord.Stage.PRODUCTION, false);

        registry().deleteModel(name);

        assertThat(registry().model(name)).isEmpty();
        assertThat(registry().versions(name)).isEmpty();
        assertThat(registry().versionByAlias(name, "champion")).isEmpty();
        assertThatThrownBy(() -> registry().version(name, 1)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> registry().deleteModel(name)).isInstanceOf(NotFoundException.class);
        assertThat(Given.version(stores(), name, model).number()).isEqualTo(1);
        assertThat(registry().versionByAlias(name, "champion")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a:b", "", " "})
    void names_thatCannotBeAddressed_areRefused(String name) {
        String existing = Given.unique("churn");
        registry().createModel(existing);

        assertThatThrownBy(() -> registry().createModel(name))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'" + name + "' is not allowed");
        assertThatThrownBy(() -> registry().renameModel(existing, name))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'" + name + "' is not allowed");
    }
}
