/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import dev.ratchet.RefusedException;
import dev.ratchet.store.ModelQuery;
import dev.ratchet.store.VersionQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What filters and orders of registered models and versions take; MLflow 3.17.2 refuses all of it
 * but version numbers in quotes.
 */
class RegistryFilterTest {

    @Test
    void filters_takeLists_ofNamesAndRuns() {
        assertThat(FilterParser.parse(Grammar.VERSIONS, "name IN ('a', 'b') AND run_id NOT IN ('r',)"))
                .containsExactly(
                        new Clause.OfList(new Field(Field.Kind.ATTRIBUTE, "name"), false, List.of("a", "b")),
                        new Clause.OfList(new Field(Field.Kind.ATTRIBUTE, "run_id"), true, List.of("r")));
        assertThat(FilterParser.parse(Grammar.MODELS, "name not in ('a')")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "tags.k.with-dash = 'x'     | position 12,     | tags.`",
                "attributes.name = 'x'      | position 1,      | there is no 'attributes' of a registered model",
                "`name` = 'x'               | position 1,      | no quotes here",
                "'name' = 'x'               | position 1,      | name LIKE 'churn%'",
                "name = 1                   | position 8,      | a text in quotes",
                "name > 'a'                 | position 6,      | Texts take =, !=, LIKE and ILIKE",
                "name == 'a'                | position 6,      | Texts take",
                "name NOT LIKE 'a'          | position 6,      | Texts take",
                "Name = 'a'                 | position 1,      | 'Name' is no attribute of a registered model",
                "description = 'd'          | position 1,      | Allowed are name and tags.<name>",
                "run_id = 'r'               | position 1,      | Allowed are name and tags.<name>",
                "tags.a IS NULL             | position 1,      | params and tags of runs only",
                "tags.a IN ('x')            | position 8,      | also IN and NOT IN",
                "name = 'a' OR name = 'b'   | position 12,     | 'OR' is no attribute",
                "(name = 'a')               | position 1,      | no OR, NOT nor parenthesis",
                "metrics.a > 1              | position 1,      | there is no 'metrics'",
            })
    void wrongFiltersOfModels_areRefused(String filter, String place, String words) {
        assertThatThrownBy(() -> ModelQuery.of(filter))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("«" + filter + "»", place, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "version = '1'              | Allowed are name, version_number, run_id, source_path",
                "version_number = '1'       | without quotes",
                "version_number >= 1.5      | a whole one",
                "version_number LIKE '1'    | version_number takes =, !=",
                "source_path IN ('x')       | also IN and NOT IN",
                "run_id IN ()               | a list like",
                "current_stage = 'None'     | 'current_stage' is no attribute of a version",
                "aliases.a = 'x'            | there is no 'aliases' of a version",
            })
    void wrongFiltersOfVersions_areRefused(String filter, String words) {
        assertThatThrownBy(() -> VersionQuery.of(filter))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("«" + filter + "»", words);
    }

    @Test
    void wrongOrdersAndPages_areRefused() {
        assertThatThrownBy(() -> new ModelQuery("", List.of("tags.a"), 1, ""))
                .hasMessageContainingAll("«tags.a»", "ordered by name");
        assertThatThrownBy(() -> new ModelQuery("", List.of("creation_timestamp"), 1, ""))
                .hasMessageContainingAll("no attribute of a registered model to order by");
        assertThatThrownBy(() -> new VersionQuery("", List.of("run_id"), 1, ""))
                .hasMessageContaining("Versions are ordered by name, version_number and creation_timestamp");
        assertThatThrownBy(() -> new VersionQuery("", List.of("name", "name DESC"), 1, ""))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new VersionQuery("", List.of("name DESC NULLS"), 1, ""))
                .hasMessageContaining("behind what versions are ordered by");
        assertThatThrownBy(() -> new VersionQuery("", List.of(), 1001, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between 1 and 1000: 1001");
        assertThat(new VersionQuery("", List.of("version_number desc"), 1, "").completeOrder())
                .containsExactly("version_number DESC", "name ASC");
    }
}
