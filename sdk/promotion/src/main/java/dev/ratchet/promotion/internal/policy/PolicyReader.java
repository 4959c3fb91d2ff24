/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.policy;

import dev.ratchet.RatchetException;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Metrics;
import dev.ratchet.promotion.PolicyBuilder;
import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.internal.policy.YamlValue.YamlMap;
import dev.ratchet.promotion.rule.Benefit;
import dev.ratchet.promotion.rule.FirstChampion;
import dev.ratchet.promotion.rule.NonInferior;
import dev.ratchet.promotion.rule.Primary;
import dev.ratchet.promotion.rule.SliceRule;
import dev.ratchet.promotion.rule.Superior;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads a policy. The first thing that is wrong is said, with its line. */
public final class PolicyReader {

    /** The version of the format. */
    static final int FORMAT = 1;

    static final List<String> POLICY = List.of(
            "ratchet",
            "model",
            "alias",
            "primary",
            "guards",
            "slices",
            "data",
            "signature",
            "tags",
            "approvals",
            "confidence",
            "power",
            "first-champion",
            "stage",
            "archive",
            "test-set",
            "rows-grouped-by",
            "bootstrap",
            "predictions");
    static final List<String> PRIMARY = List.of("metric", "improve-by", "non-inferior-by", "benefit");
    static final List<String> SLICES = List.of("columns", "metric", "no-worse-by", "minimum-rows", "demand", "small");
    static final List<String> TEST_SET = List.of("uses");
    static final List<String> BOOTSTRAP = List.of("resamples", "seed");
    static final List<String> IMPROVED = List.of("improved");

    private final Set<String> metrics;

    private PolicyReader(Set<String> ownMetrics) {
        metrics = new TreeSet<>(ownMetrics);
        Stream.of(Metrics.binary(), Metrics.multiclass(), Metrics.regression(), Metrics.ranking())
                .flatMap(List::stream)
                .map(Metric::name)
                .forEach(metrics::add);
    }

    /** Reads a file. */
    public static PromotionPolicy read(Path file, Set<String> ownMetrics) {
        try {
            return read(String.valueOf(file.getFileName()), Files.readString(file), ownMetrics);
        } catch (IOException e) {
            throw new RatchetException("The policy '" + file + "' cannot be read: " + e, e);
        }
    }

    /** Reads a text. */
    public static PromotionPolicy read(String source, String text, Set<String> ownMetrics) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        Node root;
        try {
            root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new RatchetException(source + " is empty: a policy begins with 'ratchet: 1'."));
        } catch (YamlEngineException e) {
            throw new RatchetException(source + " cannot be read as YAML: " + e.getMessage(), e);
        }
        return new PolicyReader(ownMetrics).policy(new YamlValue(source, root));
    }

    private PromotionPolicy policy(YamlValue root) {
        YamlMap map = root.map("the policy", POLICY);
        YamlValue format = map.require("ratchet");
        if (format.whole("ratchet") != FORMAT) {
            throw format.error("ratchet is " + format.text("ratchet") + ": this version reads format " + FORMAT + ".");
        }
        PolicyBuilder builder = PromotionPolicy.builder(map.require("model").text("model"));
        map.get("alias").map(value -> value.text("alias")).ifPresent(alias -> {
            if (alias.equals("none")) {
                builder.noAlias();
            } else {
                builder.alias(alias);
            }
        });
        map.get("primary").ifPresent(value -> builder.primary(primary(value)));
        GuardReader guards = new GuardReader(this);
        map.get("guards").ifPresent(all -> all.list("guards").forEach(value -> builder.guard(guards.guard(value))));
        map.get("slices").ifPresent(all -> all.list("slices").forEach(value -> builder.slice(slice(value))));
        RequirementReader.read(map).forEach(builder::require);
        settings(map, builder);
        return root.checked(builder::build);
    }

    private static void settings(YamlMap map, PolicyBuilder builder) {
        map.get("data").map(value -> value.map("data", RequirementReader.DATA)).ifPresent(data -> {
            data.get("label").ifPresent(value -> builder.label(value.text("label")));
            data.get("key").ifPresent(value -> builder.key(value.text("key")));
        });
        map.get("confidence").ifPresent(value -> builder.confidence(value.number("confidence")));
        map.get("power").ifPresent(value -> builder.power(value.number("power")));
        map.get("first-champion")
                .ifPresent(value -> builder.firstChampion(
                        value.choice("first-champion", FirstChampion.values(), FirstChampion::text)));
        map.get("stage").ifPresent(value -> builder.stage(value.text("stage")));
        map.get("archive")
                .ifPresent(value -> builder.archive(
                        value.choice("archive", PromotionPolicy.Archive.values(), PolicyReader::lower)));
        map.get("test-set")
                .ifPresent(value -> builder.testSetUses(Math.toIntExact(
                        value.map("test-set", TEST_SET).require("uses").whole("uses"))));
        map.get("rows-grouped-by").ifPresent(value -> builder.rowsGroupedBy(value.text("rows-grouped-by")));
        map.get("bootstrap").map(value -> value.map("bootstrap", BOOTSTRAP)).ifPresent(own -> {
            own.get("resamples").ifPresent(value -> builder.resamples(Math.toIntExact(value.whole("resamples"))));
            own.get("seed").ifPresent(value -> builder.seed(value.whole("seed")));
        });
        map.get("predictions")
                .ifPresent(value -> builder.predictions(
                        value.choice("predictions", PromotionPolicy.Predicted.values(), PolicyReader::lower)));
    }

    private Primary primary(YamlValue value) {
        YamlMap map = value.map("primary", PRIMARY);
        String metric = metric(map);
        if (!map.has("non-inferior-by")) {
            map.only("improve-by", List.of("metric", "improve-by"));
            return new Superior(
                    metric,
                    map.get("improve-by")
                            .map(margin -> GuardReader.margin(margin, "improve-by"))
                            .orElse(dev.ratchet.promotion.rule.Margin.NONE));
        }
        map.only("non-inferior-by", List.of("metric", "non-inferior-by", "benefit"));
        List<Benefit> benefits = map
                .get("benefit")
                .map(given -> given.isScalar() ? List.of(given) : given.list("benefit"))
                .orElse(List.of())
                .stream()
                .map(this::benefit)
                .toList();
        return value.checked(() -> new NonInferior(
                metric, GuardReader.margin(map.require("non-inferior-by"), "non-inferior-by"), benefits));
    }

    private Benefit benefit(YamlValue value) {
        if (!value.isScalar()) {
            return new Benefit.Improved(metric(value.map("benefit", IMPROVED).require("improved")));
        }
        Benefit[] simple = {new Benefit.FresherData(), new Benefit.Smaller(), new Benefit.Faster()};
        return value.choice("benefit", simple, Benefit::text);
    }

    private SliceRule slice(YamlValue value) {
        YamlMap map = value.map("slices", SLICES);
        List<String> columns = map.require("columns").list("columns").stream()
                .map(column -> column.text("a column"))
                .toList();
        return value.checked(() -> new SliceRule(
                columns,
                metric(map),
                GuardReader.margin(map.require("no-worse-by"), "no-worse-by"),
                map.get("minimum-rows")
                        .map(rows -> Math.toIntExact(rows.whole("minimum-rows")))
                        .orElse(SliceRule.MINIMUM_ROWS),
                map.get("demand")
                        .map(given -> given.choice("demand", SliceRule.Demand.values(), SliceRule.Demand::text))
                        .orElse(SliceRule.Demand.NO_WORSE),
                map.get("small")
                        .map(given -> given.choice("small", SliceRule.Small.values(), SliceRule.Small::text))
                        .orElse(SliceRule.Small.HOLD)));
    }

    String metric(YamlMap map) {
        return metric(map.require("metric"));
    }

    private String metric(YamlValue value) {
        String name = value.text("metric");
        if (!metrics.contains(name)) {
            throw value.error("'" + name + "' is no metric that is known" + Similar.hint(name, metrics)
                    + " Name metrics of your own when the policy is read. Known are " + String.join(", ", metrics)
                    + ".");
        }
        return name;
    }

    static String lower(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
