/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.MisconfiguredException;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A settings file as Python's {@code configparser} reads it: sections whose case counts, names whose case does not,
 * {@code =} or {@code :}, comments on lines of their own, values that go on in indented lines, defaults in {@code
 * [DEFAULT]}, {@code %%} for a percent sign and {@code %(name)s} for another value. What Python refuses is refused, by the
 * number of the line and never by its text.
 */
final class IniFile {

    private static final Pattern SECTION = Pattern.compile("\\[(.+)\\].*");
    private static final Pattern OPTION = Pattern.compile("([^=:]*?)\\s*[=:]\\s*(.*)");
    private static final Pattern REFERENCE = Pattern.compile("%(?:(%)|\\(([^)]+)\\)s|)");
    private static final String DEFAULTS = "DEFAULT";
    private static final int DEEPEST = 10;

    private final Path file;
    private final Map<String, Map<String, String>> sections = new HashMap<>();
    private String section = "";
    private String option = "";
    private int optionIndent;
    private int number;

    private IniFile(Path file) {
        this.file = file;
    }

    /** The values of a section with the defaults below them; empty where there is no such section. */
    static Map<String, String> section(Path file, List<String> lines, String name) {
        IniFile ini = new IniFile(file);
        lines.forEach(ini::line);
        if (!ini.sections.containsKey(name)) {
            return Map.of();
        }
        Map<String, String> raw = new HashMap<>(ini.sections.getOrDefault(DEFAULTS, Map.of()));
        raw.putAll(ini.sections.getOrDefault(name, Map.of()));
        Map<String, String> values = new HashMap<>();
        raw.forEach((key, value) -> values.put(key, ini.resolved(key, value, raw, 0)));
        return values;
    }

    private void line(String line) {
        number++;
        String text = line.strip();
        if (text.startsWith("#") || text.startsWith(";")) {
            return;
        }
        int indent = line.indexOf(text);
        if (text.isEmpty() || (!option.isEmpty() && indent > optionIndent)) {
            if (!option.isEmpty()) {
                values().merge(option, text, (before, more) -> before + "\n" + more);
            }
            return;
        }
        Matcher header = SECTION.matcher(text);
        if (header.matches()) {
            section = header.group(1);
            option = "";
            if (sections.put(section, new HashMap<>()) != null && !section.equals(DEFAULTS)) {
                throw refused("begins a section for the second time");
            }
            return;
        }
        Matcher assignment = OPTION.matcher(text);
        if (section.isEmpty()) {
            throw refused("stands before the first section; put [mlflow] before it");
        }
        if (!assignment.matches() || assignment.group(1).isBlank()) {
            throw refused("is neither a section, a comment nor 'name = value'");
        }
        option = assignment.group(1).strip().toLowerCase(Locale.ROOT);
        optionIndent = indent;
        if (values().put(option, assignment.group(2)) != null) {
            throw refused("gives a name for the second time");
        }
    }

    private Map<String, String> values() {
        return sections.computeIfAbsent(section, any -> new HashMap<>());
    }

    private String resolved(String key, String value, Map<String, String> all, int depth) {
        Matcher matcher = REFERENCE.matcher(value.strip());
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String replacement = "%";
            if (matcher.group(2) != null) {
                String other = all.get(matcher.group(2).toLowerCase(Locale.ROOT));
                if (other == null || depth == DEEPEST) {
                    throw wrongValue(key);
                }
                replacement = resolved(key, other, all, depth + 1);
            } else if (matcher.group(1) == null) {
                throw wrongValue(key);
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(replacement));
        }
        return matcher.appendTail(text).toString();
    }

    private MisconfiguredException refused(String how) {
        return new MisconfiguredException("Line " + number + " of " + file + " " + how
                + ". Python's MLflow refuses the file" + " too; correct the line.");
    }

    private MisconfiguredException wrongValue(String key) {
        return new MisconfiguredException("The value of " + key + " in " + file
                + " has a '%' that begins no %(name)s of a known name. Python's MLflow refuses the file too; write %% for a"
                + " percent sign.");
    }
}
