/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.RatchetException;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.RunReader;
import dev.ratchet.internal.local.RunState;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which runs need which: a run is needed by those below it, and by those that use one of its models. */
final class RunNeeds {

    private final Map<String, RunState> runs = new HashMap<>();
    /** By the key of a run or of a model. */
    private final Map<String, Set<String>> neededBy = new HashMap<>();

    private RunNeeds() {}

    /**
     * Reads every run once, from its summary where it has one.
     *
     * @throws RatchetException when a run cannot be read: what it needs is not known then
     */
    static RunNeeds read(List<RunFolder> all) {
        RunNeeds needs = new RunNeeds();
        all.forEach(run -> needs.add(state(run)));
        return needs;
    }

    private static RunState state(RunFolder run) {
        String problem;
        try {
            RunState state = RunReader.read(run);
            if (state.exists() || state.problems().isEmpty()) {
                return state;
            }
            problem = String.join("; ", state.problems());
        } catch (RatchetException | UncheckedIOException e) {
            problem = String.valueOf(e.getMessage());
        }
        throw new RatchetException(
                "Nothing is pruned, because it is not known what run " + run.key() + " needs: " + problem);
    }

    private void add(RunState run) {
        runs.put(run.key(), run);
        need(run, run.parentKey());
        run.models().keySet().forEach(model -> need(run, model));
        run.versions().values().forEach(version -> need(run, version.modelKey()));
    }

    private void need(RunState run, String key) {
        if (!key.isEmpty()) {
            neededBy.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(run.key());
        }
    }

    /** What a run says. */
    RunState state(String key) {
        return Objects.requireNonNull(runs.get(key), key);
    }

    /**
     * The run and all that need it, directly or not, those that were found last first.
     *
     * @param staying runs that stay
     * @return empty when one of the runs stays
     */
    List<String> group(String key, Set<String> staying) {
        List<String> group = new ArrayList<>(List.of(key));
        Set<String> known = new LinkedHashSet<>(group);
        for (int i = 0; i < group.size(); i++) {
            String member = group.get(i);
            if (staying.contains(member)) {
                return List.of();
            }
            addNew(neededBy.getOrDefault(member, Set.of()), known, group);
            for (String model : state(member).models().keySet()) {
                addNew(neededBy.getOrDefault(model, Set.of()), known, group);
            }
        }
        Collections.reverse(group);
        return group;
    }

    private static void addNew(Set<String> found, Set<String> known, List<String> group) {
        found.stream().filter(known::add).forEach(group::add);
    }
}
