/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A store in a directory, and what its runs logged. */
final class DjlRuns implements AutoCloseable {

    private final Ratchet ratchet;

    DjlRuns(Path directory) {
        this.ratchet = Ratchet.builder().store(directory).localOnly().open();
    }

    Run start(String name) {
        return ratchet.experiment("tests").start(name);
    }

    Ratchet ratchet() {
        return ratchet;
    }

    RunRecord record(Run run) {
        return ratchet.local().tracking().run(run.id());
    }

    List<MetricPoint> history(Run run, String key) {
        return ratchet.local().tracking().metricHistory(run.id(), key);
    }

    List<Double> values(Run run, String key) {
        return history(run, key).stream().map(MetricPoint::value).toList();
    }

    List<Long> steps(Run run, String key) {
        return history(run, key).stream().map(MetricPoint::step).toList();
    }

    List<String> artifacts(Run run, String folder) {
        return ratchet.local().artifacts().list(record(run).artifactRoot(), folder).stream()
                .map(file -> file.path())
                .toList();
    }

    Path download(Run run, String path, Path into) {
        Path file = into.resolve(path.substring(path.lastIndexOf('/') + 1));
        ratchet.local().artifacts().download(record(run).artifactRoot(), path, file);
        return file;
    }

    String text(Run run, String path, Path into) throws IOException {
        return Files.readString(download(run, path, into));
    }

    @Override
    public void close() {
        ratchet.close();
    }
}
