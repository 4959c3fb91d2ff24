/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import dev.ratchet.mlflow.RatchetMlflowClient;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.tracking.MlflowClient;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The measured JVM of {@link ArtifactUpload}. */
final class ArtifactRounds {

    private static final int WARM_UP = 20;

    /** Times of one kind in milliseconds. */
    private static final class Times {

        private final List<Double> all = new ArrayList<>();

        double median() {
            Collections.sort(all);
            int middle = all.size() / 2;
            return all.size() % 2 == 1 ? all.get(middle) : (all.get(middle - 1) + all.get(middle)) / 2;
        }

        void print(String what) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-32s median %9.1f ms (%.1f to %.1f, %d times)%n",
                    what,
                    median(),
                    Collections.min(all),
                    Collections.max(all),
                    all.size());
        }
    }

    @FunctionalInterface
    private interface Upload {
        void run(MlflowClient client, String runId, TransferredFiles files);
    }

    private final MlflowClient stock;
    private final MlflowClient own;

    private ArtifactRounds(MlflowClient stock, MlflowClient own) {
        this.stock = stock;
        this.own = own;
    }

    /** The server's address, the directories of few and of many files, and how many rounds: directories, single files. */
    public static void main(String[] args) throws IOException {
        TransferredFiles few = new TransferredFiles(args[0], Path.of(args[1]));
        TransferredFiles many = new TransferredFiles(args[0], Path.of(args[2]));
        try (MlflowClient stock = new MlflowClient(args[0]);
                MlflowClient own = new RatchetMlflowClient(args[0])) {
            ArtifactRounds rounds = new ArtifactRounds(stock, own);
            rounds.warmUp(few);
            rounds.compareUploads(
                    "one call for the directory", few, Integer.parseInt(args[3]), ArtifactRounds::directory);
            if (Integer.parseInt(args[4]) > 0) {
                rounds.compareUploads("one call per file", few, Integer.parseInt(args[4]), ArtifactRounds::oneByOne);
            }
            rounds.upAndDown(many);
        }
    }

    private static void directory(MlflowClient client, String runId, TransferredFiles files) {
        client.logArtifacts(runId, files.directory().toFile());
    }

    private static void oneByOne(MlflowClient client, String runId, TransferredFiles files) {
        for (Path file : files.files()) {
            client.logArtifact(runId, file.toFile());
        }
    }

    /** The official client looks for its Python once; Java's compiler wants to have seen the code. */
    private void warmUp(TransferredFiles files) {
        upload(stock, files, ArtifactRounds::directory, new Times());
        for (int i = 0; i < WARM_UP; i++) {
            upload(own, files, ArtifactRounds::directory, new Times());
            bare(files, new Times());
        }
    }

    private void compareUploads(String how, TransferredFiles files, int rounds, Upload upload) {
        Times stocks = new Times();
        Times owns = new Times();
        Times bares = new Times();
        for (int round = 0; round < rounds; round++) {
            upload(stock, files, upload, stocks);
            upload(own, files, upload, owns);
            bare(files, bares);
            bare(files, bares);
            upload(own, files, upload, owns);
            upload(stock, files, upload, stocks);
        }
        System.out.println(files.count() + " files up, " + how + ":");
        stocks.print("official client, forks Python");
        owns.print("RatchetMlflowClient");
        bares.print("bare PUTs, for comparison");
        ratio(stocks, owns);
    }

    private static void ratio(Times stocks, Times owns) {
        System.out.printf(Locale.ROOT, "  ratio of the medians: %.0f%n", stocks.median() / owns.median());
    }

    private void upAndDown(TransferredFiles files) throws IOException {
        Times[] up = {new Times(), new Times()};
        Times[] down = {new Times(), new Times()};
        for (int which : new int[] {0, 1, 1, 0}) {
            MlflowClient client = which == 0 ? stock : own;
            RunInfo run = upload(client, files, ArtifactRounds::directory, up[which]);
            long start = System.nanoTime();
            File folder = client.downloadArtifacts(run.getRunId());
            down[which].all.add((System.nanoTime() - start) / 1e6);
            files.checkFolder(folder.toPath());
            TransferredFiles.delete(folder.toPath());
        }
        System.out.println(files.count() + " files in folders up, and down again, digests equal:");
        up[0].print("up, official client");
        up[1].print("up, RatchetMlflowClient");
        ratio(up[0], up[1]);
        down[0].print("down, official client");
        down[1].print("down, RatchetMlflowClient");
        ratio(down[0], down[1]);
    }

    /** Each upload goes to a new run, so nothing is there and nothing is known of it. */
    private static RunInfo upload(MlflowClient client, TransferredFiles files, Upload upload, Times times) {
        RunInfo run = client.createRun("0");
        long start = System.nanoTime();
        upload.run(client, run.getRunId(), files);
        times.all.add((System.nanoTime() - start) / 1e6);
        files.checkServer(run.getArtifactUri());
        return run;
    }

    private void bare(TransferredFiles files, Times times) {
        RunInfo run = own.createRun("0");
        long start = System.nanoTime();
        files.putBare(run.getArtifactUri());
        times.all.add((System.nanoTime() - start) / 1e6);
    }
}
