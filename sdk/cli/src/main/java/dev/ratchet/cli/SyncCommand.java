/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Inspection;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.Ratchet;
import dev.ratchet.RatchetException;
import dev.ratchet.SyncReport;
import dev.ratchet.SyncReport.SyncedRun;
import dev.ratchet.UnavailableException;
import dev.ratchet.cli.internal.Limited;
import dev.ratchet.cli.internal.text.Progress;
import dev.ratchet.cli.internal.text.Style;
import dev.ratchet.cli.internal.text.Table;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "sync",
        description = {
            "End the runs of processes that died, and deliver everything that waits in the local store to the server.",
            "Exit code 1 when the server refused something or something still waits."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet sync",
            "  ratchet sync --store /copied/from/elsewhere --finish",
            "  ratchet sync --timeout 300 --json"
        })
final class SyncCommand implements Callable<Integer> {

    private static final Duration PROBE = Duration.ofSeconds(10);

    private final CliContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--finish", description = "Also end runs that another machine left open.")
    private boolean finish;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Stop after so long; what was delivered stays delivered. Default: no limit.")
    private @Nullable Integer timeout;

    SyncCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (timeout != null && timeout <= 0) {
            throw options.usage("--timeout must be above 0 seconds, but is " + timeout);
        }
        requireStoreAndServer();
        Progress progress = new Progress(context.err(), context.terminal());
        SyncReport report;
        String target;
        Interruption interruption = Interruption.says(
                context.err(), "Interrupted. What was delivered stays delivered; another sync goes on from there.");
        try (Ratchet ratchet = options.apply(context).probeTimeout(PROBE).open()) {
            target = ratchet.stores().target();
            report = timeout == null
                    ? ratchet.sync(finish, progress::show)
                    : Limited.call(
                            Duration.ofSeconds(timeout),
                            () -> ratchet.sync(finish, progress::show),
                            "The sync is not done after " + timeout
                                    + " s. What was delivered stays delivered; another sync goes on from there.");
        } finally {
            interruption.over();
            progress.clear();
        }
        if (options.json()) {
            context.json(json(target, report));
        } else {
            print(report);
        }
        return report.isComplete() ? Cli.DONE : Cli.FAILED;
    }

    /** Says at once what would make every run wait, one after the other. */
    private void requireStoreAndServer() {
        try (Inspection inspection = options.apply(context).inspect()) {
            if (inspection.local().isEmpty()) {
                throw new RatchetException("There is no local store at '" + inspection.directory()
                        + "', so there is nothing to deliver. Give --store DIR or RATCHET_HOME for a store elsewhere.");
            }
            Stores server = inspection.server().orElse(null);
            if (server != null) {
                server.tracking().describe(PROBE);
            } else if (!options.local()) {
                throw new MisconfiguredException(
                        "No server is set, so nothing can be delivered. Give --tracking-uri URI"
                                + " or MLFLOW_TRACKING_URI; --local only ends the runs of dead processes.");
            }
        } catch (UnavailableException e) {
            throw new UnavailableException(
                    e.getMessage() + " Nothing was delivered, and all of it is kept.", e.mayHaveHappened(), e);
        }
    }

    private void print(SyncReport report) {
        if (report.runs().isEmpty()) {
            context.out().println("Nothing to do: " + Texts.count(report.upToDate(), "run") + " up to date.");
            return;
        }
        int length = Texts.idLength(report.runs().stream().map(SyncedRun::key).toList());
        Table table = new Table(List.of("RUN", "NAME", "STATUS", ">VALUES", ">FILES", ">SIZE", "RESULT"));
        for (SyncedRun run : report.runs()) {
            String result = result(run);
            table.row(
                    List.of(
                            Texts.shortId(run.key(), length),
                            Texts.cut(run.name(), 40),
                            run.status().name(),
                            String.valueOf(run.values()),
                            String.valueOf(run.files()),
                            Texts.bytes(run.bytes()),
                            result),
                    6,
                    isWell(run) ? Style.GREEN : Style.RED);
        }
        context.print(table, "");
        report.runs().forEach(run -> details(run, length));
        context.out().println();
        long incomplete = report.runs().stream().filter(run -> !isWell(run)).count();
        context.out()
                .println(Texts.count(report.runs().size() - incomplete, "run") + " delivered, " + report.upToDate()
                        + " up to date before" + (incomplete == 0 ? "." : ", " + incomplete + " not complete."));
    }

    private static String result(SyncedRun run) {
        if (!run.waiting().isEmpty()) {
            return "waits";
        }
        if (!run.refused().isEmpty()) {
            return run.refused().size() + " refused";
        }
        return run.ended() ? "ended: its writer died" : "done";
    }

    private void details(SyncedRun run, int length) {
        String id = Texts.shortId(run.key(), length);
        if (!run.waiting().isEmpty()) {
            context.out().println("  " + id + " waits: " + Texts.printable(run.waiting()));
        }
        run.refused().forEach(words -> context.out().println("  " + id + " refused: " + Texts.printable(words)));
    }

    private static boolean isWell(SyncedRun run) {
        return run.waiting().isEmpty() && run.refused().isEmpty();
    }

    private static Map<String, Object> json(String target, SyncReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("target", target);
        json.put("complete", report.isComplete());
        json.put("up_to_date", report.upToDate());
        json.put("runs", report.runs().stream().map(SyncCommand::json).toList());
        return json;
    }

    private static Map<String, Object> json(SyncedRun run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", run.key());
        json.put("name", run.name());
        json.put("status", run.status().name());
        json.put("mlflow_run_id", run.mlflowRunId());
        json.put("page", run.page());
        json.put("values", run.values());
        json.put("files", run.files());
        json.put("bytes", run.bytes());
        json.put("ended", run.ended());
        json.put("refused", run.refused());
        json.put("waiting", run.waiting());
        return json;
    }
}
