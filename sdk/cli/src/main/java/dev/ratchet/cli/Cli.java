/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.RatchetException;
import dev.ratchet.cli.internal.text.Style;
import dev.ratchet.cli.internal.text.Texts;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The command as a function: arguments and surroundings in, an exit code out. */
public final class Cli {

    /** Done. */
    public static final int DONE = 0;

    /** Something went wrong, or a report says that something is wrong. */
    public static final int FAILED = 1;

    /** The arguments cannot be understood. */
    public static final int USAGE = 2;

    /** Nothing is promoted, because something that has to be shown is not shown. */
    public static final int HOLD = 3;

    /** Nothing is promoted, because the candidate is shown to break a rule. */
    public static final int REJECTED = 4;

    /** Another change of the champion came first. */
    public static final int CHAMPION_MOVED = 5;

    private Cli() {}

    /**
     * Runs the command as in a pipe: no colours, no progress.
     *
     * @param out where results go
     * @param err where messages go
     * @param environment the variables of the environment
     */
    public static int run(List<String> args, PrintWriter out, PrintWriter err, Map<String, String> environment) {
        return run(
                args.toArray(String[]::new),
                new CliContext(out, err, environment, Clock.systemUTC(), ZoneId.systemDefault(), false));
    }

    static int run(String[] args, CliContext context) {
        CommandLine command = new CommandLine(new RatchetCommand())
                .addSubcommand(new DoctorCommand(context))
                .addSubcommand(new CommandLine(new RunsCommand())
                        .addSubcommand(new RunsListCommand(context))
                        .addSubcommand(new RunsShowCommand(context))
                        .addSubcommand(new RunsCompareCommand(context))
                        .addSubcommand(new RunsExportCommand(context)))
                .addSubcommand(new CommandLine(new ArtifactsCommand())
                        .addSubcommand(new ArtifactsListCommand(context))
                        .addSubcommand(new ArtifactsUploadCommand(context))
                        .addSubcommand(new ArtifactsDownloadCommand(context)))
                .addSubcommand(new CommandLine(new DatasetCommand())
                        .addSubcommand(new DatasetDescribeCommand(context))
                        .addSubcommand(new DatasetDigestCommand(context))
                        .addSubcommand(new DatasetDiffCommand(context))
                        .addSubcommand(new DatasetSplitCommand(context))
                        .addSubcommand(new DatasetOpenCommand(context))
                        .addSubcommand(new DatasetConvertCommand(context)))
                .addSubcommand(new EvaluateCommand(context))
                .addSubcommand(new PromoteCommand(context))
                .addSubcommand(new DecideCommand(context))
                .addSubcommand(new CommandLine(new PolicyCommand())
                        .addSubcommand(new PolicyCheckCommand(context))
                        .addSubcommand(new PolicyTryCommand(context)))
                .addSubcommand(new ApproveCommand(context))
                .addSubcommand(new ReplayCommand(context))
                .addSubcommand(new ChampionCommand(context))
                .addSubcommand(new HistoryCommand(context))
                .addSubcommand(new RollbackCommand(context))
                .addSubcommand(new VerifyCommand(context))
                .addSubcommand(new ReconcileCommand(context))
                .addSubcommand(new SyncCommand(context))
                .addSubcommand(new PruneCommand(context));
        command.setOut(context.out());
        command.setErr(context.err());
        command.setColorScheme(CommandLine.Help.defaultColorScheme(
                context.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        command.setUsageHelpLongOptionsMaxWidth(30);
        command.setParameterExceptionHandler((failure, given) -> usage(failure, context));
        command.setExecutionExceptionHandler((failure, failed, parsed) -> failed(failure, args, context));
        try {
            int code = command.execute(args);
            if (context.out().checkError() && code == DONE) {
                context.err()
                        .println(
                                Style.RED.of("error: ", context.colour())
                                        + "not all could be written to the output: the disk is full, or who reads it has ended.");
                return FAILED;
            }
            return code;
        } finally {
            context.out().flush();
            context.err().flush();
        }
    }

    private static int usage(CommandLine.ParameterException failure, CliContext context) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = context.err();
        err.println(Style.RED.of("error: ", context.colour()) + Texts.printable(String.valueOf(failure.getMessage())));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, err)) {
            err.println("Usage: " + command.getCommandSpec().qualifiedName() + synopsis(command));
        }
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return USAGE;
    }

    private static String synopsis(CommandLine command) {
        String text = command.getHelp().synopsis(0).strip();
        String name = command.getCommandSpec().qualifiedName();
        return text.startsWith(name) ? text.substring(name.length()) : " " + text;
    }

    private static int failed(Exception failure, String[] args, CliContext context) {
        boolean known = failure instanceof RatchetException || failure instanceof UncheckedIOException;
        String message = known
                ? String.valueOf(failure.getMessage())
                : "this should not have happened (" + failure + "). Please report it with the output of --debug.";
        context.err().println(Style.RED.of("error: ", context.colour()) + message);
        if (List.of(args).contains("--debug")) {
            failure.printStackTrace(context.err());
        }
        return FAILED;
    }
}
