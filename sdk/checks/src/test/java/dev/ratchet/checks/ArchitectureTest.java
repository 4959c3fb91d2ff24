/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.checks;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The one class with ArchUnit, which reads all class files once. */
class ArchitectureTest {

    /** Every module but core is a package below the root; what is in none of them is core. */
    private static final Set<String> MODULES = Set.of(
            "benchmarks",
            "checks",
            "cli",
            "data",
            "djl",
            "evaluation",
            "mlflow",
            "onnx",
            "promotion",
            "s3",
            "samples",
            "testing",
            "xgboost");

    private static final String ROOT = "dev.ratchet";
    private static final String CORE = "core";

    /** For those who use core; what only the writer of a store or of a picture sees is counted apart. */
    private static final int PUBLIC_TYPES_FOR_USERS = 40;

    private static final int PUBLIC_TYPES_FOR_STORES = 33;

    /** What a store needs that moves large files in parts. */
    private static final int PUBLIC_TYPES_FOR_PARTS = 3;

    private static final int PUBLIC_TYPES_OF_THE_LEDGER = 17;

    private static final int PUBLIC_TYPES_FOR_PICTURES = 8;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final DescribedPredicate<JavaClass> IN_CORE = describe(
            "in core",
            type -> type.getPackageName().startsWith(ROOT) && module(type).equals(CORE));

    @Test
    void core_knowsNoOtherModule() {
        noClasses()
                .that(IN_CORE)
                .should()
                .dependOnClassesThat(describe(
                        "in another module",
                        type -> type.getPackageName().startsWith(ROOT)
                                && !module(type).equals(CORE)))
                .check(CLASSES);
    }

    @Test
    void core_needsNoHeavyLibrary() {
        noClasses()
                .that(IN_CORE)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "com.fasterxml.jackson.databind..",
                        "org.apache.arrow..",
                        "org.duckdb..",
                        "ml.dmlc..",
                        "ai.djl.."))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "evaluation", "onnx", "s3"})
    void module_knowsCoreOnly(String module) {
        noClasses()
                .that(describe("in " + module, type -> module(type).equals(module)))
                .should()
                .dependOnClassesThat(describe(
                        "in a module other than core",
                        type -> type.getPackageName().startsWith(ROOT)
                                && !Set.of(CORE, module).contains(module(type))))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xgboost", "djl"})
    void moduleThatTrains_knowsCoreOnly_andOnnxWhereModelsAreExported(String module) {
        noClasses()
                .that(describe("in " + module, type -> module(type).equals(module)))
                .should()
                .dependOnClassesThat(describe(
                        "in a module other than core and onnx",
                        type -> type.getPackageName().startsWith(ROOT)
                                && !Set.of(CORE, "onnx", module).contains(module(type))))
                .check(CLASSES);
        noClasses()
                .that(describe(
                        "in " + module + " and no export",
                        type -> module(type).equals(module)
                                && !type.getPackageName().contains("onnx")
                                && !type.getSimpleName().contains("Onnx")))
                .should()
                .dependOnClassesThat(describe(
                        "in onnx, which is optional", type -> module(type).equals("onnx")))
                .check(CLASSES);
    }

    @Test
    void promotion_knowsCoreAndEvaluationOnly_andDataWherePredictionsAreKept() {
        noClasses()
                .that(describe("in promotion", type -> module(type).equals("promotion")))
                .should()
                .dependOnClassesThat(describe(
                        "in a module other than core, evaluation and data",
                        type -> type.getPackageName().startsWith(ROOT)
                                && !Set.of(CORE, "evaluation", "data", "promotion")
                                        .contains(module(type))))
                .check(CLASSES);
        noClasses()
                .that(describe(
                        "in promotion and neither a file of predictions nor the reader of tables",
                        type -> module(type).equals("promotion")
                                && !Set.of(ROOT + ".promotion.record.PredictionsFile", ROOT + ".promotion.TableRows")
                                        .contains(type.getName())))
                .should()
                .dependOnClassesThat(describe(
                        "in data, which is optional", type -> module(type).equals("data")))
                .check(CLASSES);
    }

    @Test
    void arrowAndDuckDb_areKnownToDataOnly() {
        noClasses()
                .that(describe("not in data", type -> !module(type).equals("data")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.arrow..", "org.duckdb.."))
                .check(CLASSES);
    }

    @Test
    void core_drawsOnlyInItsCharts() {
        // The verbs of Run that take an image have its type in their signature.
        Set<String> imageVerbs = Set.of(ROOT + ".Run", ROOT + ".internal.run.Images");
        noClasses()
                .that(IN_CORE)
                .and(describe(
                        "no chart or image verb",
                        type -> !type.getPackageName().startsWith(ROOT + ".chart")
                                && !imageVerbs.contains(type.getName())))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.awt..", "javax.imageio..", "com.github.weisj.jsvg.."))
                .check(CLASSES);
    }

    @Test
    void module_usesNoOtherModulesInternals() {
        classes()
                .should(new ArchCondition<>("use internal packages of their own module only") {
                    @Override
                    public void check(JavaClass origin, ConditionEvents events) {
                        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                            JavaClass target = dependency.getTargetClass().getBaseComponentType();
                            if (isInternal(target) && !module(origin).equals(module(target))) {
                                events.add(SimpleConditionEvent.violated(origin, dependency.getDescription()));
                            }
                        }
                    }
                })
                .check(CLASSES);
    }

    @Test
    void package_isNullMarked() {
        List<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(in -> !in.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();

        assertThat(unmarked)
                .as("packages without @NullMarked in their package-info")
                .isEmpty();
    }

    @Test
    void core_hasNoCyclesBelowItsEntryPoint() {
        // The entry point's package and the internals need each other; everything else has an order.
        slices().matching(ROOT + ".(dataset|model|store|chart|page)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void core_hasNoCyclesAmongItsInternals() {
        // Without "run": the recorder writes to local's folders, and local's carrier implements its interface.
        slices().matching(ROOT + ".internal.(cache|config|delivery|environment|io|journal|json|local|model|search)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void core_showsFewTypes() {
        List<JavaClass> shown = CLASSES.stream()
                .filter(IN_CORE)
                .filter(type -> !isInternal(type) && type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> type.isTopLevelClass())
                .toList();
        List<String> stores = shown.stream()
                .filter(type -> type.getPackageName().equals(ROOT + ".store"))
                .map(JavaClass::getName)
                .toList();
        List<String> parts = shown.stream()
                .filter(type -> type.getPackageName().equals(ROOT + ".store.parts"))
                .map(JavaClass::getName)
                .toList();
        List<String> ledger = shown.stream()
                .filter(type -> type.getPackageName().equals(ROOT + ".ledger"))
                .map(JavaClass::getName)
                .toList();
        List<String> pictures = shown.stream()
                .filter(type -> Set.of(ROOT + ".chart", ROOT + ".page").contains(type.getPackageName()))
                .map(JavaClass::getName)
                .toList();
        List<String> users = shown.stream()
                .map(JavaClass::getName)
                .filter(name -> Stream.of(stores, parts, ledger, pictures).noneMatch(others -> others.contains(name)))
                .toList();

        assertThat(users).hasSizeLessThanOrEqualTo(PUBLIC_TYPES_FOR_USERS);
        assertThat(stores).hasSizeLessThanOrEqualTo(PUBLIC_TYPES_FOR_STORES);
        assertThat(parts).hasSizeLessThanOrEqualTo(PUBLIC_TYPES_FOR_PARTS);
        assertThat(ledger).hasSizeLessThanOrEqualTo(PUBLIC_TYPES_OF_THE_LEDGER);
        assertThat(pictures).hasSizeLessThanOrEqualTo(PUBLIC_TYPES_FOR_PICTURES);
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().startsWith(ROOT) && (type.getPackageName() + ".").contains(".internal.");
    }

    private static String module(JavaClass type) {
        String[] names = type.getPackageName().split("\\.", -1);
        return names.length > 2 && MODULES.contains(names[2]) ? names[2] : CORE;
    }
}
