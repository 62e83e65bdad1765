package org.computetrends;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** No computed or written text depends on the locale of the machine. {@link HouseRulesTest} includes these rules. */
final class LocaleRules {
    /** By class, methods that use the machine's locale if they are given none. */
    private static final Map<String, List<String>> METHODS = Map.ofEntries(
            Map.entry(String.class.getName(), List.of("format", "formatted", "toLowerCase", "toUpperCase")),
            Map.entry("java.io.PrintStream", List.of("printf", "format")),
            Map.entry("java.io.PrintWriter", List.of("printf", "format")),
            Map.entry("java.io.Console", List.of("printf", "format")),
            Map.entry(Formatter.class.getName(), List.of("<init>")),
            Map.entry(DateTimeFormatter.class.getName(), List.of("ofPattern")),
            Map.entry(DateTimeFormatterBuilder.class.getName(), List.of("toFormatter")),
            Map.entry(DecimalFormat.class.getName(), List.of("<init>")),
            Map.entry(SimpleDateFormat.class.getName(), List.of("<init>")),
            Map.entry(DecimalFormatSymbols.class.getName(), List.of("<init>", "getInstance")),
            Map.entry(
                    NumberFormat.class.getName(),
                    List.of(
                            "getInstance",
                            "getNumberInstance",
                            "getIntegerInstance",
                            "getPercentInstance",
                            "getCompactNumberInstance")),
            Map.entry("java.text.Collator", List.of("getInstance")),
            Map.entry(Locale.class.getName(), List.of("getDefault")),
            // Spark uses the machine's locale for text that is not ASCII.
            Map.entry("org.apache.spark.sql.functions", List.of("lower", "upper", "initcap", "lcase", "ucase")),
            Map.entry("org.apache.spark.unsafe.types.UTF8String", List.of("toLowerCase", "toUpperCase")));

    @ArchTest
    static final ArchRule NO_CLASS_USES_THE_MACHINES_LOCALE = noClasses()
            .that()
            // It replaces the machine's locale.
            .doNotHaveFullyQualifiedName("org.computetrends.cli.CompletionCommand")
            .should()
            .callCodeUnitWhere(describe("takes the machine's locale", LocaleRules::isOfTheMachine));

    private LocaleRules() {}

    private static boolean isOfTheMachine(JavaCall<?> call) {
        AccessTarget.CodeUnitCallTarget target = call.getTarget();
        boolean isNamed =
                METHODS.getOrDefault(target.getOwner().getName(), List.of()).contains(target.getName());
        return isNamed
                && target.getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(Locale.class)
                                || type.isEquivalentTo(DecimalFormatSymbols.class)
                                || type.getName().endsWith("DateFormatSymbols"));
    }
}
