package org.computetrends;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests that read several runs of the shipped data, in one JVM, so that each run is made once. */
@Suite
@SelectPackages({"org.computetrends.job", "org.computetrends.report"})
@SelectClasses(
        names = {
            "org.computetrends.cli.LeadsCommandIT",
            "org.computetrends.cli.QuestionsIT",
            "org.computetrends.cli.RunCostIT",
            "org.computetrends.cli.SummaryIT"
        })
@IncludeClassNamePatterns(".*IT")
@ExcludeClassNamePatterns({
    ".*(Explore|Refit|RunCost)BrowserIT", // PageControlsIT
    ".*(ClaimsFile|DegenerateInput|ForecastLog|GeneratedReleases|InMemorySelection|OddDatasets|ParquetFuzz|ForeignSettings)IT" // IndependentRunsIT
})
class AnalysisIT {}
