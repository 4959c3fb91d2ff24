/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ratchet.RatchetException;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.rule.Benefit;
import dev.ratchet.promotion.rule.Budget;
import dev.ratchet.promotion.rule.FairnessGap;
import dev.ratchet.promotion.rule.FirstChampion;
import dev.ratchet.promotion.rule.Identity;
import dev.ratchet.promotion.rule.JudgedBy;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NoWorse;
import dev.ratchet.promotion.rule.NonInferior;
import dev.ratchet.promotion.rule.Requirement;
import dev.ratchet.promotion.rule.SliceRule;
import dev.ratchet.promotion.rule.Superior;
import dev.ratchet.promotion.rule.Threshold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PolicyReaderTest {

    private static final String ALL = """
            ratchet: 1
            model: breast-cancer
            alias: production
            primary: { metric: log_loss, improve-by: 0.5% }
            guards:
              - { metric: recall_score, no-worse-by: 0.01 }
              - { metric: f1_score, at-least: 0.95, judged-by: estimate }
              - { metric: brier_score_loss, at-most: 0.2 }
              - { budget: latency-p99, at-most: 5ms }
              - { budget: size, at-most: 200MiB }
              - { fairness: equal-opportunity, column: sex, at-most: 0.1 }
            slices:
              - { columns: [site, ward], metric: accuracy_score, no-worse-by: 5%, minimum-rows: 30,
                  demand: not-shown-worse, small: report }
            data: { minimum-rows: 500, test-set: sealed, digest: "multiset-1:0123abcd", schema: same }
            signature: compatible
            tags: [model_card, validation_status=approved]
            approvals: { count: 2, from: [ann, bob, carol], expire-after: 7d, identity: signed, by-author: counts }
            confidence: 0.99
            power: 0.9
            first-champion: absolute-guards-only
            stage: Production
            archive: nothing
            test-set: { uses: 10 }
            rows-grouped-by: patient
            bootstrap: { resamples: 20000, seed: 7 }
            predictions: leave-out
            """;

    private static PromotionPolicy built() {
        return PromotionPolicy.builder("breast-cancer")
                .alias("production")
                .primary(new Superior("log_loss", Margin.relative(0.005)))
                .guard(new NoWorse("recall_score", Margin.absolute(0.01)))
                .guard(new Threshold("f1_score", Threshold.Side.AT_LEAST, 0.95, JudgedBy.ESTIMATE))
                .guard(new Threshold("brier_score_loss", Threshold.Side.AT_MOST, 0.2, JudgedBy.BOUND))
                .guard(new Budget(Budget.Resource.LATENCY_P99, 5e6, JudgedBy.BOUND))
                .guard(new Budget(Budget.Resource.SIZE, 200 * 0x1p20, JudgedBy.BOUND))
                .guard(new FairnessGap(FairnessGap.Measure.EQUAL_OPPORTUNITY, "sex", 0.1, JudgedBy.BOUND))
                .slice(new SliceRule(
                        List.of("site", "ward"),
                        "accuracy_score",
                        Margin.relative(0.05),
                        30,
                        SliceRule.Demand.NOT_SHOWN_WORSE,
                        SliceRule.Small.REPORT))
                .require(new Requirement.MinimumRows(500))
                .require(new Requirement.SealedTestSet())
                .require(new Requirement.DeclaredData(new DatasetDigest("multiset-1", "0123abcd")))
                .require(new Requirement.SameSchema())
                .require(new Requirement.CompatibleSignature())
                .require(new Requirement.RequiredTag("model_card", Optional.empty()))
                .require(new Requirement.RequiredTag("validation_status", Optional.of("approved")))
                .require(new Requirement.Approvals(
                        2,
                        List.of("ann", "bob", "carol"),
                        Optional.of(Duration.ofDays(7)),
                        Identity.SIGNED,
                        Requirement.Approvals.ByAuthor.COUNTS))
                .confidence(0.99)
                .power(0.9)
                .firstChampion(FirstChampion.ABSOLUTE_GUARDS_ONLY)
                .stage("Production")
                .archive(PromotionPolicy.Archive.NOTHING)
                .testSetUses(10)
                .rowsGroupedBy("patient")
                .resamples(20_000)
                .seed(7)
                .predictions(PromotionPolicy.Predicted.LEAVE_OUT)
                .build();
    }

    @Test
    void everyKey_isRead_asTheBuilderMakesIt(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("promotion.yaml"), ALL);

        PromotionPolicy read = PromotionPolicy.load(file);

        assertThat(read).isEqualTo(built());
        assertThat(read.guards()).isEqualTo(built().guards());
        assertThat(read.slices()).isEqualTo(built().slices());
        assertThat(read.requirements()).isEqualTo(built().requirements());
    }

    @Test
    void json_isReadBack() {
        assertThat(PromotionPolicy.parse(built().toJson())).isEqualTo(built());
        PromotionPolicy nonInferior = PromotionPolicy.builder("m")
                .noAlias()
                .stage("Staging")
                .primary(new NonInferior(
                        "roc_auc",
                        Margin.absolute(0.01),
                        List.of(new Benefit.FresherData(), new Benefit.Improved("log_loss"))))
                .build();
        assertThat(PromotionPolicy.parse(nonInferior.toJson())).isEqualTo(nonInferior);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            primary: { metrik: log_loss }                         | line 3: unknown key 'metrik' in primary: did you mean 'metric'?
            guard: []                                             | line 3: unknown key 'guard' in the policy: did you mean 'guards'?
            primary: { metric: log_los }                          | line 3: 'log_los' is no metric that is known: did you mean 'log_loss'?
            primary: { metric: log_loss, improve-by: -1 }         | line 3: A margin is -1.0
            primary: { metric: log_loss, non-inferior-by: 0.1 }   | line 3: non-inferior-by needs a benefit
            primary: { metric: log_loss, benefit: smaller }       | 'benefit' has no meaning in primary with improve-by
            primary: { metric: log_loss, non-inferior-by: 1, benefit: smalle } | did you mean 'smaller'? Allowed are fresher-data
            primary: log_loss                                     | line 3: primary must be a mapping of metric
            guards: [{ metric: f1_score }]                        | needs one of no-worse-by, at-least and at-most
            guards: [{ metric: f1_score, at-least: high }]        | line 3: at-least is 'high': a number is needed
            guards: [{ budget: latency-p99, at-most: 5 }]         | at-most is '5': a number and a unit are needed, as 5ms
            guards: [{ budget: latency-p98, at-most: 5ms }]       | budget is 'latency-p98': did you mean 'latency-p95'?
            guards: [{ metric: f1_score, no-worse-by: 1 }, { metric: f1_score, no-worse-by: 1 }] | The rule 'f1_score no worse by 1' is there twice
            slices: [{ columns: [], metric: f1_score, no-worse-by: 0 }] | A rule for slices needs a column
            confidence: 95                                        | confidence is 95.0: above 0.5 and below 1
            approvals: { count: 2, from: [ann] }                  | approvals need 2 people of the 1 named
            first-champion: any                                   | Allowed are refuse, absolute-guards-only
            model: twice                                          | line 3: 'model' is there twice in the policy
            bootstrap: { resamples: 10 }                          | resamples is 10: at least 1000 are allowed
            data: { digest: 0123 }                                | kind and digits are needed, as content-1:0123abcd
            """)
    void mistake_isNamed_withItsLine(String third, String message) {
        assertThatThrownBy(() -> PromotionPolicy.parse("ratchet: 1\nmodel: m\n" + third + "\n"))
                .isInstanceOf(RatchetException.class)
                .hasMessageStartingWith("policy, line ")
                .hasMessageContaining(message);
    }

    @Test
    void otherFormats_areRefused() {
        assertThatThrownBy(() -> PromotionPolicy.parse("")).hasMessageContaining("begins with 'ratchet: 1'");
        assertThatThrownBy(() -> PromotionPolicy.parse("model: m")).hasMessageContaining("needs 'ratchet'");
        assertThatThrownBy(() -> PromotionPolicy.parse("ratchet: 2\nmodel: m"))
                .hasMessageContaining("this version reads format 1");
        assertThatThrownBy(() -> PromotionPolicy.parse("ratchet: [")).hasMessageContaining("cannot be read as YAML");
        assertThatThrownBy(() -> PromotionPolicy.load(Path.of("no-such-policy.yaml")))
                .hasMessageContaining("'no-such-policy.yaml' cannot be read");
    }

    @Test
    void ownMetrics_areKnown_whenTheyAreNamed() {
        String text = "ratchet: 1\nmodel: m\nprimary: { metric: profit }";

        assertThatThrownBy(() -> PromotionPolicy.parse(text)).hasMessageContaining("Name metrics of your own");
        assertThat(PromotionPolicy.parse(text, "profit").primary()).isPresent();
    }

    @Test
    void schemaForEditors_knowsTheSameKeys() throws IOException {
        JsonNode schema;
        try (InputStream in = PromotionPolicy.class.getResourceAsStream("policy-1.schema.json")) {
            schema = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        JsonNode parts = schema.path("$defs");
        Map<List<String>, JsonNode> all = Map.of(
                PolicyReader.POLICY, schema,
                PolicyReader.PRIMARY, parts.path("primary"),
                PolicyReader.SLICES, parts.path("slice"),
                GuardReader.GUARD, parts.path("guard"),
                RequirementReader.DATA, schema.path("properties").path("data"),
                RequirementReader.APPROVALS, schema.path("properties").path("approvals"),
                PolicyReader.TEST_SET, schema.path("properties").path("test-set"),
                PolicyReader.BOOTSTRAP, schema.path("properties").path("bootstrap"));

        all.forEach((keys, node) -> {
            assertThat(node.path("properties").propertyStream().map(Map.Entry::getKey))
                    .containsExactlyInAnyOrderElementsOf(keys);
            assertThat(node.path("additionalProperties").asBoolean(true)).isFalse();
        });
        assertThat(schema.toString())
                .contains(List.of(Budget.Resource.values()).stream()
                        .map(resource -> '"' + resource.text() + '"')
                        .toList())
                .contains(List.of(FairnessGap.Measure.values()).stream()
                        .map(measure -> '"' + measure.text() + '"')
                        .toList());
    }
}
