/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Expected values are those of {@code requests.utils.should_bypass_proxies} of requests 2.34. */
class NoProxyTest {

    @ParameterizedTest
    @CsvSource({
        "'', host, false",
        "*, host, true",
        "host, host, true",
        "HOST, Host, true",
        "'other, host', host, true",
        "host:5000, host, true",
        "host:5001, host, false",
        "example.com, a.example.com, true",
        ".example.com, a.example.com, true",
        ".example.com, example.com, true",
        "example.com, example.org, false",
        "10.0.0.0/8, 10.1.2.3, true",
        "10.0.0.0/8, 11.1.2.3, false",
        "192.168.1.0/24, 192.168.2.1, false",
        "127.0.0.1, 127.0.0.1, true",
        "0.0.1, 127.0.0.1, true",
        "10.0.0.0/99, 10.1.2.3, false",
        "0.0.0.0/0, 10.1.2.3, false",
        "example.com, notexample.com, false",
        "127.0.0.1:5000, 127.0.0.1, false",
        "::1, [::1], true"
    })
    void covers_followsPython(String list, String host, boolean expected) {
        assertThat(new NoProxy(list).covers(host, 5000)).isEqualTo(expected);
    }
}
