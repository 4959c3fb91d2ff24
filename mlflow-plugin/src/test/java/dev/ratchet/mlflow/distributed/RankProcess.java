/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.distributed;

import dev.ratchet.mlflow.JavaProgram;
import org.awaitility.Awaitility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** A {@link Rank} from outside. */
final class RankProcess implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Process process;
    private final Path out;

    RankProcess(int rank, Path folder, Path store, String server, String run) throws IOException {
        out = folder.resolve("rank-" + rank + ".txt");
        process = JavaProgram.of(Rank.class, List.of(), Integer.toString(rank), store.toString(), server, run)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(out);
        } catch (IOException e) {
            return List.of();
        }
    }

    private Optional<String> last(String word) {
        return lines().stream()
                .filter(line -> line.startsWith(word + " "))
                .reduce((before, line) -> line)
                .map(line -> line.substring(word.length() + 1));
    }

    /** The id of its run, once it is known. */
    String run() {
        await(() -> last("run").isPresent());
        return last("run").orElseThrow();
    }

    /** The last step that it said was logged. */
    int step() {
        return last("step").map(Integer::parseInt).orElse(-1);
    }

    /** Waits until it has logged so many more steps. */
    void awaitMore(int steps) {
        int before = step();
        await(() -> step() >= before + steps);
    }

    private void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(LONG).until(() -> {
            assertThat(process.isAlive()).as("it lives: %s", lines()).isTrue();
            return condition.call();
        });
    }

    /** Without any warning. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    /** Ends it as a program ends. */
    void end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ended").isTrue();
        assertThat(lines()).contains("over");
        assertThat(process.exitValue()).isZero();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
