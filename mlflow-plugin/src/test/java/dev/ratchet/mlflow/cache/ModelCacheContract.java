/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.cache;

import dev.ratchet.NotFoundException;
import dev.ratchet.Ratchet;
import dev.ratchet.RatchetBuilder;
import dev.ratchet.store.VersionRecord;
import dev.ratchet.testing.FaultProxy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What of a model comes from the server, and what from the cache. */
abstract class ModelCacheContract extends CachedModels {

    @Test
    void theSecondLoad_asksForNoFile_butForTheAlias() {
        try (FaultProxy proxy = counting(FaultProxy.to(server().uri()), FILES)) {
            assertThat(load(open("first", proxy.uri()), champion())).isEqualTo("one");
            assertThat(proxy.hits()).isPositive();
            int files = proxy.hits();

            assertThat(load(open("second", proxy.uri()), champion())).isEqualTo("one");
            assertThat(load(open("first", proxy.uri()), "models:/" + name + "/1"))
                    .isEqualTo("one");
            assertThat(proxy.hits()).isEqualTo(files);

            counting(proxy, "alias");
            load(open("first", proxy.uri()), champion());
            assertThat(proxy.hits()).isEqualTo(files + 1);
        }
    }

    @Test
    void anAliasThatMoved_isSeenAtOnce_andMovedBackNeedsNoFile() {
        try (FaultProxy proxy = counting(FaultProxy.to(server().uri()), FILES);
                Ratchet ratchet = open("service", proxy.uri()).open()) {
            assertThat(text(ratchet)).isEqualTo("one");
            ratchet.stores().registry().setAlias(name, "champion", 2);
            assertThat(text(ratchet)).isEqualTo("two");
            int files = proxy.hits();
            ratchet.stores().registry().setAlias(name, "champion", 1);
            assertThat(text(ratchet)).isEqualTo("one");
            assertThat(proxy.hits()).isEqualTo(files);
        }
    }

    @Test
    void stagesAndLatest_meanTheNewestVersion_asInPython() {
        RatchetBuilder service = open("service", server().uri());
        assertThat(load(service, "models:/" + name + "/latest")).isEqualTo("two");
        try (Ratchet ratchet = open("trainer", server().uri()).open()) {
            ratchet.stores().registry().setStage(name, 1, VersionRecord.Stage.PRODUCTION, false);
        }
        assertThat(load(service, "models:/" + name + "/production")).isEqualTo("one");
        assertThatThrownBy(() -> load(service, "models:/" + name + "/Staging"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContainingAll("no version of '" + name + "' in the stage Staging");
        assertThatThrownBy(() -> load(service, "models:/" + name + "/champion"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContainingAll("'champion'", "Production", "models:/" + name + "@champion");
    }

    @Test
    void aModelOfARunThatRatchetLogged_isCached() {
        try (FaultProxy proxy = counting(FaultProxy.to(server().uri()), FILES)) {
            String uri = "runs:/" + runId + "/model";
            assertThat(load(open("first", proxy.uri()), uri)).isEqualTo("two");
            int files = proxy.hits();
            assertThat(files).isPositive();
            assertThat(load(open("second", proxy.uri()), uri)).isEqualTo("two");
            assertThat(proxy.hits()).isEqualTo(files);
        }
    }

    @Test
    void withoutTheCache_eachLoadAsksForTheFiles() {
        try (FaultProxy proxy = counting(FaultProxy.to(server().uri()), FILES)) {
            load(open("first", proxy.uri()).noModelCache(), champion());
            int files = proxy.hits();
            load(open("first", proxy.uri()).noModelCache(), champion());
            assertThat(proxy.hits()).isEqualTo(2 * files);
        }
        assertThat(directory.resolve("cache")).doesNotExist();
        assertThat(directory.resolve("first/cache/temporary")).isEmptyDirectory();
    }

    @Test
    void aVersionThatWasDeleted_isNotLoaded_whileTheServerAnswers() {
        load(open("first", server().uri()), champion());
        try (Ratchet ratchet = open("first", server().uri()).open()) {
            ratchet.stores().registry().deleteVersion(name, 1);

            assertThatThrownBy(() -> ratchet.load("models:/" + name + "/1")).isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void versionsOfOneModel_shareTheirFiles_whereTheServerKeepsModels() {
        try (FaultProxy proxy = counting(FaultProxy.to(server().uri()), FILES);
                Ratchet ratchet = open("first", proxy.uri()).open()) {
            text(ratchet);
            int files = proxy.hits();
            VersionRecord version = ratchet.stores().registry().version(name, 1);
            if (version.modelId().startsWith("m-")) {
                ratchet.load("models:/" + version.modelId()).close();
                assertThat(proxy.hits()).isEqualTo(files);
            }
        }
    }
}
