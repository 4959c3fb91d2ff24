/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A program in place of {@code nvidia-smi}; its first argument says how it behaves. */
final class PretendedNvidiaSmi {

    private PretendedNvidiaSmi() {}

    public static void main(String[] args) throws InterruptedException {
        List<String> question = List.of(args).subList(1, args.length);
        if (!question.equals(List.of(
                "--query-gpu=index,utilization.gpu,memory.used,memory.total,power.draw,enforced.power.limit",
                "--format=csv,noheader,nounits"))) {
            System.exit(6);
        }
        switch (args[0]) {
            case "two" ->
                System.out.print("0, 35, 1000, 4000, 120.50, 241.00\n1, 0, 2, 4000, [N/A], [Not Supported]\n");
            case "hangs" -> new CountDownLatch(1).await();
            case "floods" -> {
                for (int i = 0; i < 20_000; i++) {
                    System.out.println(i + ", 35, 1000, 4000, 120.50, 241.00");
                }
            }
            default -> System.exit(9);
        }
    }
}
