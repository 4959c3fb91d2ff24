/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.DataType;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.BatchSource;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;

/** The digest of rows in any order: the sum of the digests of the rows. Finds accidents, not attacks. */
public final class MultisetDigest {

    /** What was digested and how. */
    public static final String KIND = "multiset-1";

    private static final int ROOT = 0x04;

    private MultisetDigest() {}

    /** Reads a source to its end with all cores; the digest in hexadecimal. */
    public static String of(BatchSource source) {
        return of(source, Runtime.getRuntime().availableProcessors());
    }

    static String of(BatchSource source, int threads) {
        TableSchema schema = source.schema();
        List<DataType> types =
                schema.fields().stream().map(TableSchema.Field::type).toList();
        ThreadLocal<RowHasher> hashers = ThreadLocal.withInitial(() -> new RowHasher(types));
        Counted counted = new Counted(source);
        List<BigInteger> sums = ParallelBlocks.run(
                        counted, 1, threads, (block, unused) -> hashers.get().sum(block))
                .get(0);
        BigInteger sum = sums.stream().reduce(BigInteger.ZERO, BigInteger::add);
        Sha256 root = new Sha256()
                .byteValue(ROOT)
                .text(KIND)
                .longValue(counted.rows())
                .intValue(schema.size());
        schema.fields().forEach(field -> root.text(field.name()).text(Canonical.typeName(field.type())));
        return HexFormat.of().formatHex(root.bytes(littleEndian(sum)).finish());
    }

    /** The lowest 256 bits. */
    private static byte[] littleEndian(BigInteger sum) {
        byte[] bytes = new byte[Sha256.BYTES];
        byte[] big = sum.toByteArray();
        for (int i = 0; i < Math.min(bytes.length, big.length); i++) {
            bytes[i] = big[big.length - 1 - i];
        }
        return bytes;
    }
}
