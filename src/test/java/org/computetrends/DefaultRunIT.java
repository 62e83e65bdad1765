package org.computetrends;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** Tests that read only the default run, in a JVM beside that of {@link AnalysisIT}. */
@Suite
@SelectClasses(
        names = {
            "org.computetrends.cli.LeadsCommandIT",
            "org.computetrends.cli.QuestionsIT",
            "org.computetrends.cli.RunCostIT",
            "org.computetrends.cli.SummaryIT",
            "org.computetrends.report.ExploreBrowserIT",
            "org.computetrends.report.RefitBrowserIT",
            "org.computetrends.report.RunCostBrowserIT"
        })
@IncludeClassNamePatterns(".*IT")
class DefaultRunIT {}
