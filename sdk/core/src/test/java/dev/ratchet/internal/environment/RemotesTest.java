/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RemotesTest {

    @ParameterizedTest
    @CsvSource({
        "https://host.example/r.git, https://host.example/r.git",
        "https://me:secret@host.example/r.git, https://host.example/r.git",
        "https://secret@host.example:8443/r.git, https://host.example:8443/r.git",
        "https://host.example/r.git?token=secret#secret, https://host.example/r.git",
        "https://host.example?token=secret, https://host.example",
        "https://me:sec/ret@host.example/r.git, https://host.example/r.git",
        "https://me:se@cr/et@host.example/r.git, https://host.example/r.git",
        "HTTPS://me:secret@host.example/r.git, HTTPS://host.example/r.git",
        "https://me:secret@[::1]:8443/r.git, https://[::1]:8443/r.git",
        "https://host.example/@scope/r.git, https://host.example/@scope/r.git",
        "ssh://git@host.example:22/r.git, ssh://git@host.example:22/r.git",
        "ssh://git:secret@host.example/r.git, ssh://git@host.example/r.git",
        "git@host.example:team/r.git, git@host.example:team/r.git",
        "me:secret@host.example:team/r.git, me@host.example:team/r.git",
        "host.example:team/r.git, host.example:team/r.git",
        "file:///srv/r.git, file:///srv/r.git",
        "/srv/r.git, /srv/r.git",
    })
    void withoutCredentials_keepsOnlyWhatMayBeSeen(String address, String expected) {
        assertThat(Remotes.withoutCredentials(address)).isEqualTo(expected);
    }

    @Test
    void withoutCredentials_hidesTheHomeDirectory() {
        String home = System.getProperty("user.home");
        assertThat(Remotes.withoutCredentials(home + "/r.git")).isEqualTo("~/r.git");
        assertThat(Paths.shorten("/x/y", "/")).isEqualTo("/x/y");
        assertThat(Paths.shorten("/x/y", "")).isEqualTo("/x/y");
        assertThat(Paths.shorten("a=/home/me/y", "/home/me/")).isEqualTo("a=~/y");
    }
}
