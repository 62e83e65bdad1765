package org.computetrends;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.computetrends.publish.SinkAddress;

/** The dependencies that are allowed between packages and classes. */
@AnalyzeClasses(packages = "org.computetrends", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    private static final String[] ALWAYS = {"java..", "org.jspecify.annotations.."};

    private static final Set<String> TAKES_HTML =
            Set.of("join", "rawHtml", "document", "fileAsString", "scriptWithInlineFile", "styleWithInlineFile");

    @ArchTest
    static final ArchTests LOCALES = ArchTests.in(LocaleRules.class);

    @ArchTest
    static final ArchRule STATS_KNOW_NO_SPARK = only(
            "stats", "org.computetrends.stats..", "org.apache.commons.statistics..", "org.apache.commons.numbers..");

    @ArchTest
    static final ArchRule DOMAIN_KNOWS_STATS =
            only("domain", "org.computetrends.domain..", "org.computetrends.stats..");

    @ArchTest
    static final ArchRule TABLES_KNOW_SPARKS_TYPES = only(
            "table",
            "org.computetrends.table..",
            "org.computetrends.domain..",
            "org.computetrends.stats..",
            "org.apache.spark.sql",
            "org.apache.spark.sql.types..");

    @ArchTest
    static final ArchRule SHARED_EXPRESSIONS_KNOW_SPARK_SQL = only(
            "sql",
            "org.computetrends.sql..",
            "org.computetrends.table..",
            "org.computetrends.domain..",
            "org.computetrends.stats..",
            "org.apache.spark.sql..",
            "org.apache.hadoop.fs..",
            "org.apache.parquet.column",
            "org.apache.commons.lang3",
            "org.apache.spark",
            "org.apache.spark.api.java..",
            "org.apache.spark.paths..",
            "org.apache.spark.broadcast..",
            "org.apache.spark.rdd..",
            "org.apache.spark.storage..",
            "org.apache.spark.unsafe.types..",
            "scala..");

    @ArchTest
    static final ArchRule API = stage(
            "api",
            "org.computetrends.config..",
            "org.computetrends.job..",
            "org.apache.hadoop.fs..",
            "org.apache.hadoop.conf..",
            "org.apache.spark",
            "org.apache.spark.unsafe.types..");

    @ArchTest
    static final ArchRule INGEST = stage(
            "ingest",
            "org.apache.spark.api.java.function..",
            "org.apache.hadoop.fs..",
            "org.apache.hadoop.conf..",
            "org.apache.hadoop.mapred..",
            "org.apache.hadoop.mapreduce..",
            "org.apache.parquet..",
            "org.apache.spark",
            "org.apache.spark.internal.config",
            "org.apache.spark.paths..",
            "org.apache.spark.unsafe.types..",
            "org.slf4j..");

    @ArchTest
    static final ArchRule SELECT = stage(
            "select",
            "org.computetrends.population..",
            "org.apache.spark.api.java.function..",
            "org.apache.spark.unsafe..");

    @ArchTest
    static final ArchRule FIT = stage("fit", "org.apache.spark.ml..");

    @ArchTest
    static final ArchRule POPULATION = stage("population", "org.slf4j..");

    @ArchTest
    static final ArchRule FORECAST_KNOWS_NO_SPARK = only(
            "forecast",
            "org.computetrends.forecast..",
            "org.computetrends.population..",
            "org.computetrends.domain..",
            "org.computetrends.stats..",
            "org.apache.commons.statistics..",
            "org.apache.commons.rng..");

    @ArchTest
    static final ArchRule EVALUATE =
            stage("evaluate", "org.computetrends.forecast..", "org.computetrends.population..", "org.slf4j..");

    @ArchTest
    static final ArchRule GENERATE = stage("generate", "org.apache.spark.api.java..", "org.apache.commons.rng..");

    @ArchTest
    static final ArchRule PUBLISH = stage(
            "publish",
            "org.apache.hadoop.fs..",
            "org.apache.hadoop.conf..",
            "org.apache.hadoop.security..",
            "com.fasterxml.jackson.databind..",
            "org.apache.parquet..",
            "org.apache.iceberg..",
            "org.apache.spark",
            "org.apache.spark.api.java.function..",
            "org.postgresql..",
            "org.slf4j..");

    /**
     * No class outside implements an interface of {@code publish}, so publishing calls no stage. Any class may
     * implement the visitor {@link SinkAddress.Cases}.
     */
    @ArchTest
    static final ArchRule PUBLISH_CALLS_NOBODY_BACK = noClasses()
            .that()
            .resideOutsideOfPackage("org.computetrends.publish..")
            .should()
            .beAssignableTo(JavaClass.Predicates.resideInAPackage("org.computetrends.publish..")
                    .and(DescribedPredicate.not(JavaClass.Predicates.type(SinkAddress.Cases.class))));

    @ArchTest
    static final ArchRule REPORT_KNOWS_NO_SPARK = only(
            "report",
            "org.computetrends.report..",
            "org.computetrends.domain..",
            "org.computetrends.stats..",
            "com.fasterxml.jackson..",
            "j2html..");

    /** j2html's methods that treat texts as HTML. Sooner or later such a text is the name of a release. */
    @ArchTest
    static final ArchRule TEXTS_BECOME_MARKUP_IN_ONE_PLACE = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.computetrends.report.Markup")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("j2html.tags.UnescapedText")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("j2html.tags.DomContentJoiner")
            .orShould()
            .callMethodWhere(new DescribedPredicate<>("j2html takes texts for HTML") {
                @Override
                public boolean test(JavaMethodCall call) {
                    JavaClass result = call.getTarget().getRawReturnType();
                    return call.getTargetOwner().getPackageName().startsWith("j2html")
                            && (result.getSimpleName().equals("UnescapedText")
                                    || TAKES_HTML.contains(call.getTarget().getName()));
                }
            });

    /** Spark's internal rows may change between versions, so only {@code sql} uses them. */
    @ArchTest
    static final ArchRule ONE_DOOR_TO_INTERNAL_ROWS = noClasses()
            .that()
            .resideOutsideOfPackage("org.computetrends.sql..")
            .should()
            .callMethod(Dataset.class, "queryExecution");

    @ArchTest
    static final ArchRule ONLY_INGEST_AND_API_READ = noClasses()
            .that()
            .resideOutsideOfPackages("org.computetrends.ingest..", "org.computetrends.api..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.apache.spark.sql.DataFrameReader");

    @ArchTest
    static final ArchRule ONLY_PUBLISH_AND_API_WRITE = noClasses()
            .that()
            .resideOutsideOfPackages("org.computetrends.publish..", "org.computetrends.api..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.apache.spark.sql.DataFrameWriter");

    @ArchTest
    static final ArchRule ONLY_MAIN_ENDS_THE_PROCESS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.computetrends.cli.Main")
            .should()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_COMMANDS = noClasses()
            .that()
            .resideOutsideOfPackage("org.computetrends.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.computetrends.cli..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("org.computetrends.(*)..").should().beFreeOfCycles();

    /** A stage may import sql, table, domain, stats, Spark SQL and the packages given here, but no other stage. */
    private static ArchRule stage(String room, String... more) {
        String[] allowed = {
            "org.computetrends." + room + "..",
            "org.computetrends.sql..",
            "org.computetrends.table..",
            "org.computetrends.domain..",
            "org.computetrends.stats..",
            "org.apache.spark.sql..",
            "org.apache.spark.storage..",
            "scala.."
        };
        String[] all = Arrays.copyOf(allowed, allowed.length + more.length);
        System.arraycopy(more, 0, all, allowed.length, more.length);
        return only(room, all);
    }

    private static ArchRule only(String room, String... packages) {
        String[] all = Arrays.copyOf(packages, packages.length + ALWAYS.length);
        System.arraycopy(ALWAYS, 0, all, packages.length, ALWAYS.length);
        return classes()
                .that()
                .resideInAPackage("org.computetrends." + room + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(all);
    }
}
