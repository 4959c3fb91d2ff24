/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.internal.local.RunFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyedCreateTest {

    @TempDir
    private Path folder;

    private final List<String> server = new ArrayList<>();
    private RunFolder run;
    private boolean lookFirst;

    @BeforeEach
    void prepare() throws IOException {
        run = new RunFolder(Files.createDirectory(folder.resolve("run")));
    }

    private String create(
            Acknowledged acknowledged, boolean happens, @org.jspecify.annotations.Nullable Boolean mayHaveHappened) {
        return new KeyedCreate(acknowledged, Clock.systemUTC(), lookFirst)
                .createOnce("run", () -> List.copyOf(server), () -> {
                    if (happens) {
                        server.add("id-" + server.size());
                    }
                    if (mayHaveHappened != null) {
                        throw new UnavailableException("no answer", mayHaveHappened, null);
                    }
                    return server.get(server.size() - 1);
                });
    }

    @Test
    void anAnsweredCreate_isSentWithoutLooking_andSettled() {
        try (Acknowledged acknowledged = Acknowledged.open(run, "t")) {
            server.add("of another program");

            assertThat(create(acknowledged, true, null)).isEqualTo("id-1");
            assertThat(acknowledged.unsettled()).isEmpty();
        }
    }

    @Test
    void aCreate_looksFirst_whereAnotherCopyOfTheStoreMayHaveSentIt() {
        lookFirst = true;
        server.add("of another copy");
        try (Acknowledged acknowledged = Acknowledged.open(run, "t")) {
            assertThat(create(acknowledged, true, null)).isEqualTo("of another copy");
            assertThat(server).hasSize(1);
        }
    }

    @Test
    void aCreateWhoseAnswerWasLost_isFound() {
        try (Acknowledged acknowledged = Acknowledged.open(run, "t")) {
            assertThat(create(acknowledged, true, true)).isEqualTo("id-0");
            assertThat(server).hasSize(1);
        }
    }

    @Test
    void aSecondAttempt_looksFirst_alsoInAnotherProcess() {
        try (Acknowledged acknowledged = Acknowledged.open(run, "t")) {
            assertThatThrownBy(() -> create(acknowledged, false, true)).isInstanceOf(UnavailableException.class);
        }
        server.add("late");
        try (Acknowledged acknowledged = Acknowledged.open(run, "t")) {
            assertThat(create(acknowledged, true, null)).isEqualTo("late");
            assertThat(server).containsExactly("late");
        }
    }

    @Test
    void twoAttempts_leaveSomethingToSettle() {
        try (Acknowledged acknowledged = Acknowledged.open(run, "t")) {
            assertThatThrownBy(() -> create(acknowledged, false, true)).isInstanceOf(UnavailableException.class);
            assertThat(create(acknowledged, true, null)).isEqualTo("id-0");
            assertThat(acknowledged.unsettled()).containsExactly("run");
            acknowledged.settled("run");
            assertThat(acknowledged.unsettled()).isEmpty();
        }
        assertThat(Acknowledged.read(run, "t").unsettled()).isEmpty();
    }

    @Test
    void aCreateThatSurelyWasNotSent_leavesNothingToSettle() {
        try (Acknowledged acknowledged = Acknowledged.open(run, "t")) {
            assertThatThrownBy(() -> create(acknowledged, false, false)).isInstanceOf(UnavailableException.class);
            assertThat(create(acknowledged, true, null)).isEqualTo("id-0");
            assertThat(acknowledged.unsettled()).isEmpty();
        }
    }

    static List<RuntimeException> answers() {
        return List.of(
                new MisconfiguredException(MisconfiguredException.Reason.PERMISSION, "HTTP 403"),
                new RefusedException("HTTP 400"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void aCreateThatTheServerSaidNoTo_leavesNothingToSettle(RuntimeException no) {
        try (Acknowledged acknowledged = Acknowledged.open(run, "t")) {
            KeyedCreate creates = new KeyedCreate(acknowledged, Clock.systemUTC(), false);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> creates.createOnce("run", () -> List.copyOf(server), () -> {
                            throw no;
                        }))
                        .isSameAs(no);
            }
            assertThat(create(acknowledged, true, null)).isEqualTo("id-0");
            assertThat(acknowledged.unsettled()).isEmpty();
        }
    }

    /** A login page in front of the server, for example, does not tell whether the request got through. */
    @Test
    void aSecondAttempt_looksFirst_alsoAfterANo() {
        try (Acknowledged acknowledged = Acknowledged.open(run, "t")) {
            KeyedCreate creates = new KeyedCreate(acknowledged, Clock.systemUTC(), false);
            assertThatThrownBy(() -> creates.createOnce("run", () -> List.copyOf(server), () -> {
                        throw new MisconfiguredException("not MLflow");
                    }))
                    .isInstanceOf(MisconfiguredException.class);
            server.add("created all the same");

            assertThat(create(acknowledged, true, null)).isEqualTo("created all the same");
        }
    }
}
