/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.RefusedException;
import dev.ratchet.store.ModelQuery;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.RegisteredModelRecord;
import dev.ratchet.store.RegistryPage;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionQuery;
import dev.ratchet.store.VersionRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a {@link ModelRegistry} promises about searches: the same answers for the same filter in every store. */
public abstract class RegistrySearchContract {

    private String prefix = "";
    private ModelRecord first = new ModelRecord("", "", "", "", "", "", true, Map.of());
    private ModelRecord second = first;

    /** For subclasses. */
    protected RegistrySearchContract() {}

    /** The stores to test, open; asked often, so the same ones each time. */
    protected abstract Stores stores();

    private ModelRegistry registry() {
        return stores().registry();
    }

    @BeforeEach
    void fill() {
        prefix = Given.unique("Find") + "-";
        first = Given.model(stores());
        second = Given.model(stores());
        model("Alpha", Map.of("team", "a", "both", "1"));
        model("alpha2", Map.of("team", "A", "k-x", "it's", "both", "2"));
        model("beta_x", Map.of());
        version("Alpha", first, Map.of("s", "1"));
        version("Alpha", second, Map.of("s", "2"));
        version("alpha2", first, Map.of("s", "1", "u.v", "z"));
        version("beta_x", second, Map.of());
    }

    private void model(String name, Map<String, String> tags) {
        registry().createModel(prefix + name);
        tags.forEach((key, value) -> registry().setModelTag(prefix + name, key, value));
    }

    private void version(String name, ModelRecord model, Map<String, String> tags) {
        registry().createVersion(new NewVersion(prefix + name, Given.unique("key"), model, tags, ""));
    }

    /** In filters here {@code ~} stands for what all names of this test begin with. */
    private List<String> models(String filter, String... orders) {
        String whole = filter.replace("~", prefix);
        return all(
                token -> registry().searchModels(new ModelQuery(whole, List.of(orders), 1000, token)),
                RegisteredModelRecord::name);
    }

    private List<String> versions(String filter, String... orders) {
        String whole = filter.replace("~", prefix);
        return all(
                token -> registry().searchVersions(new VersionQuery(whole, List.of(orders), 1000, token)),
                version -> version.name() + " " + version.number());
    }

    /** From all pages what belongs to this test, without the begin of its name. */
    private <T> List<String> all(Function<String, RegistryPage<T>> pages, Function<T, String> name) {
        List<String> found = new ArrayList<>();
        String token = "";
        do {
            RegistryPage<T> page = pages.apply(token);
            page.items().stream()
                    .map(name)
                    .filter(text -> text.startsWith(prefix))
                    .forEach(text -> found.add(text.substring(prefix.length())));
            token = page.nextPageToken();
        } while (!token.isEmpty());
        return found;
    }

    @Test
    void models_areFoundByNameAndTags() {
        assertThat(models("")).containsExactly("Alpha", "alpha2", "beta_x");
        assertThat(models("name LIKE '~%'")).containsExactly("Alpha", "alpha2", "beta_x");
        assertThat(models("name = '~Alpha'")).containsExactly("Alpha");
        assertThat(models("attribute.name = \"~alpha2\"")).containsExactly("alpha2");
        assertThat(models("name = '~alpha'")).isEmpty();
        assertThat(models("name != '~Alpha'")).containsExactly("alpha2", "beta_x");
        assertThat(models("name LIKE '~alpha%'")).containsExactly("alpha2");
        assertThat(models("name ilike '~ALPHA%'")).containsExactly("Alpha", "alpha2");
        assertThat(models("name LIKE '~____a'")).containsExactly("Alpha");
        assertThat(models("tags.team = 'a'")).containsExactly("Alpha");
        assertThat(models("tag.team != 'a'")).containsExactly("alpha2");
        assertThat(models("tags.team LIKE '_'")).containsExactly("Alpha", "alpha2");
        assertThat(models("tags.team ILIKE 'A' AND tags.both = '1'")).containsExactly("Alpha");
        assertThat(models("tags.`k-x` = \"it's\"")).containsExactly("alpha2");
        assertThat(models("tags.team = 'a' and tags.team = 'A'")).isEmpty();
        assertThat(models("AND name LIKE '~%' AND tags.none != 'x'")).isEmpty();
        assertThat(models("name = '~Alpha' tags.team = 'a'")).containsExactly("Alpha");
    }

    @Test
    void versions_areFoundByNameNumberRunSourceAndTags() {
        String run = first.runId();
        assertThat(versions("")).containsExactly("Alpha 1", "Alpha 2", "alpha2 1", "beta_x 1");
        assertThat(versions("name = '~Alpha'")).containsExactly("Alpha 1", "Alpha 2");
        assertThat(versions("name ILIKE '~alpha%' AND version_number = 1")).containsExactly("Alpha 1", "alpha2 1");
        assertThat(versions("name LIKE '~%' AND version_number > 1")).containsExactly("Alpha 2");
        assertThat(versions("name LIKE '~%' AND version_number != 1")).containsExactly("Alpha 2");
        assertThat(versions("run_id = '" + run + "'")).containsExactly("Alpha 1", "alpha2 1");
        assertThat(versions("run_id != '" + run + "' AND name LIKE '~%'")).containsExactly("Alpha 2", "beta_x 1");
        assertThat(versions("run_id IN ('" + run + "', 'x') AND tags.s = '1'")).containsExactly("Alpha 1", "alpha2 1");
        assertThat(versions("run_id LIKE '" + run.substring(0, 10) + "%' AND name != '~Alpha'"))
                .contains("alpha2 1");
        assertThat(versions("name LIKE '~%' AND tags.s = '1'")).containsExactly("Alpha 1", "alpha2 1");
        assertThat(versions("name LIKE '~%' AND tags.s != '1'")).containsExactly("Alpha 2");
        assertThat(versions("name LIKE '~%' AND tags.s LIKE '%'")).containsExactly("Alpha 1", "Alpha 2", "alpha2 1");
        assertThat(versions("name LIKE '~%' AND tags.s = '1' AND tags.u.v = 'z'"))
                .containsExactly("alpha2 1");
        assertThat(versions("source_path != 'nowhere' AND name = '~beta_x'")).containsExactly("beta_x 1");
        assertThat(versions("source_path LIKE 'nowhere%'")).isEmpty();
    }

    @Test
    void versions_tellTheirAliases() {
        registry().setAlias(prefix + "Alpha", "champion", 2);

        assertThat(registry()
                        .searchVersions(VersionQuery.of("name = '" + prefix + "Alpha'"))
                        .items())
                .extracting(VersionRecord::aliases)
                .containsExactly(List.of(), List.of("champion"));
        assertThat(registry()
                        .searchModels(ModelQuery.of("name = '" + prefix + "Alpha'"))
                        .items())
                .singleElement()
                .isEqualTo(registry().model(prefix + "Alpha").orElseThrow());
    }

    @Test
    void order_isTheOneAskedFor_thenNameAndNumber() {
        assertThat(models("name LIKE '~%'", "name DESC")).containsExactly("beta_x", "alpha2", "Alpha");
        assertThat(versions("name LIKE '~%'", "name DESC"))
                .containsExactly("beta_x 1", "alpha2 1", "Alpha 1", "Alpha 2");
        assertThat(versions("name LIKE '~%'", " version_number desc"))
                .containsExactly("Alpha 2", "Alpha 1", "alpha2 1", "beta_x 1");
        assertThat(versions("name LIKE '~%'", "version_number", "attribute.name  DESC"))
                .containsExactly("beta_x 1", "alpha2 1", "Alpha 1", "Alpha 2");
        assertThat(versions("name = '~Alpha'", "creation_timestamp DESC", "version_number DESC"))
                .containsExactly("Alpha 2", "Alpha 1");
    }

    @Test
    void pages_followEachOther() {
        String filter = "name LIKE '" + prefix + "%'";
        List<Integer> sizes = new ArrayList<>();

        assertThat(all(
                        token -> registry().searchModels(new ModelQuery(filter, List.of("name DESC"), 2, token)),
                        RegisteredModelRecord::name))
                .containsExactly("beta_x", "alpha2", "Alpha");
        assertThat(all(
                        token -> {
                            RegistryPage<VersionRecord> page =
                                    registry().searchVersions(new VersionQuery(filter, List.of(), 3, token));
                            sizes.add(page.items().size());
                            return page;
                        },
                        version -> version.name() + " " + version.number()))
                .containsExactly("Alpha 1", "Alpha 2", "alpha2 1", "beta_x 1");
        assertThat(sizes).containsExactly(3, 1);
        assertThatThrownBy(() -> registry().searchModels(new ModelQuery(filter, List.of(), 2, "no token")))
                .isInstanceOf(RefusedException.class);
    }
}
