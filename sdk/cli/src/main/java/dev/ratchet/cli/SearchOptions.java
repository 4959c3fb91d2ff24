/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.RefusedException;
import dev.ratchet.RunSearch;
import dev.ratchet.store.RunView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What every command that looks for runs takes. */
@SuppressWarnings("UnusedVariable") // picocli sets the fields
final class SearchOptions {

    @Option(
            names = {"-e", "--experiment"},
            paramLabel = "NAME",
            description = "Only runs of this experiment; may be repeated.")
    private List<String> experiments = new ArrayList<>();

    @Option(
            names = {"-f", "--filter"},
            paramLabel = "FILTER",
            defaultValue = "",
            description = "Only runs that meet a filter in MLflow's syntax: comparisons of metrics.x, params.x, tags.x,"
                    + " dataset.name, status, start_time and other attributes, joined by AND.")
    private String filter = "";

    @Option(
            names = "--order-by",
            paramLabel = "ORDER",
            description = "The order, like \"metrics.auc DESC\"; may be repeated. Default: newest first.")
    private List<String> orderBy = new ArrayList<>();

    @Option(
            names = "--view",
            paramLabel = "VIEW",
            defaultValue = "active",
            description = "active, deleted or all. Default: ${DEFAULT-VALUE}.")
    private String view = "active";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /** The search, without a limit. */
    RunSearch search() {
        try {
            return new RunSearch(filter, experiments, orderBy, view(), Integer.MAX_VALUE);
        } catch (RefusedException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private RunView view() {
        return switch (view.toLowerCase(Locale.ROOT)) {
            case "active" -> RunView.ACTIVE;
            case "deleted" -> RunView.DELETED;
            case "all" -> RunView.ALL;
            default -> throw usage("--view must be active, deleted or all, but is '" + view + "'");
        };
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
