/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** Sums of 256 bits against {@link BigInteger}. */
class DigestSumTest {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(Byte.SIZE * Sha256.BYTES);

    @Test
    void nothing_isZero() {
        assertThat(new DigestSum().bytes()).isEqualTo(new byte[Sha256.BYTES]);
    }

    @Test
    void aCarry_goesThroughAllWords() {
        byte[] ones = new byte[Sha256.BYTES];
        Arrays.fill(ones, (byte) -1);
        byte[] one = new byte[Sha256.BYTES];
        one[0] = 1;

        assertSums(List.of(ones, one));
        assertSums(List.of(ones, ones, ones));
        assertSums(List.of(one, ones, ones, one));
    }

    /** Words of all ones and of zeros, in all ways of three numbers: every word carries, or does not, after every other. */
    @Test
    void everyPatternOfCarries_isTheSumOfBigIntegers() {
        int words = Sha256.BYTES / Long.BYTES;
        for (int pattern = 0; pattern < 1 << (3 * words); pattern++) {
            List<byte[]> numbers = new ArrayList<>();
            for (int number = 0; number < 3; number++) {
                byte[] bytes = new byte[Sha256.BYTES];
                for (int word = 0; word < words; word++) {
                    boolean ones = (pattern >>> (number * words + word) & 1) == 1;
                    Canonical.putLong(bytes, word * Long.BYTES, ones ? -1 : number);
                }
                numbers.add(bytes);
            }
            assertSums(numbers);
        }
    }

    /** Enough numbers for the compiler to come in at any place. */
    @ParameterizedTest
    @ValueSource(ints = {1, 250, 20_000, 500_000})
    void randomNumbers_areTheSumOfBigIntegers(int count) {
        Random random = new Random(count);
        List<byte[]> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[Sha256.BYTES];
            random.nextBytes(bytes);
            numbers.add(bytes);
        }
        assertSums(numbers);
    }

    @Test
    void theCount_isBehindTheSum() {
        DigestSum sum = new DigestSum();
        sum.add(new byte[Sha256.BYTES]);
        sum.add(new byte[Sha256.BYTES]);

        assertThat(DigestSum.count(sum.bytesAndCount())).isEqualTo(2);
        assertThat(Arrays.copyOf(sum.bytesAndCount(), Sha256.BYTES)).isEqualTo(sum.bytes());
    }

    private static void assertSums(List<byte[]> numbers) {
        DigestSum sum = new DigestSum();
        BigInteger expected = BigInteger.ZERO;
        for (byte[] number : numbers) {
            sum.add(number);
            expected = expected.add(integer(number));
        }
        assertThat(integer(sum.bytes())).isEqualTo(expected.mod(MODULUS));
    }

    /** The number of little-endian bytes. */
    private static BigInteger integer(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }
}
