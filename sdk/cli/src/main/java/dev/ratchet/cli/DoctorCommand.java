/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.doctor.Doctor;
import dev.ratchet.cli.internal.doctor.Finding;
import dev.ratchet.cli.internal.doctor.Finding.Severity;
import dev.ratchet.cli.internal.doctor.Report;
import dev.ratchet.cli.internal.text.Style;
import dev.ratchet.cli.internal.text.Texts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

@Command(
        name = "doctor",
        description = {
            "Say what is configured, what the server is and can do, and what is wrong, with the command that mends it.",
            "Exit code 1 when there is a problem."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ratchet doctor",
            "  ratchet doctor --tracking-uri http://localhost:5000",
            "  ratchet doctor --json | jq '.findings[] | select(.severity == \"problem\")'"
        })
final class DoctorCommand implements Callable<Integer> {

    private static final int SECONDS = 2;

    private final CliContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long each question to the server may take. Default: 2.")
    private int timeout = SECONDS;

    DoctorCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (timeout <= 0) {
            throw options.usage("--timeout must be above 0 seconds, but is " + timeout);
        }
        Report report =
                new Doctor(() -> options.apply(context), context.environment(), Duration.ofSeconds(timeout)).examine();
        if (options.json()) {
            context.json(report.toJson());
        } else {
            report.findings().forEach(this::print);
            context.out().println();
            context.out().println(summary(report));
        }
        return report.isHealthy() ? Cli.DONE : Cli.FAILED;
    }

    private void print(Finding finding) {
        String severity =
                String.format(Locale.ROOT, "%-9s", finding.severity().name().toLowerCase(Locale.ROOT));
        context.out()
                .println(styleOf(finding.severity()).of(severity, context.colour())
                        + Style.BOLD.of(finding.id(), context.colour()) + "  " + indented(finding.what()));
        detail("why: ", finding.why());
        detail("fix: ", finding.fix());
    }

    private void detail(String label, String text) {
        if (!text.isEmpty()) {
            context.out().println("         " + Style.DIM.of(label, context.colour()) + indented(text));
        }
    }

    private static String indented(String text) {
        return String.join("\n         ", text.lines().map(Texts::printable).toList());
    }

    private static String summary(Report report) {
        long problems = report.count(Severity.PROBLEM);
        long warnings = report.count(Severity.WARNING);
        if (problems + warnings == 0) {
            return "All is well.";
        }
        return Texts.count(problems, "problem") + ", " + Texts.count(warnings, "warning") + ".";
    }

    private static Style styleOf(Severity severity) {
        return switch (severity) {
            case OK -> Style.GREEN;
            case INFO -> Style.DIM;
            case WARNING -> Style.YELLOW;
            case PROBLEM -> Style.RED;
        };
    }
}
