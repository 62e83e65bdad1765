package org.computetrends;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** Tests that share no run with others, in a JVM beside that of {@link AnalysisIT}. */
@Suite
@SelectClasses(
        names = {
            "org.computetrends.job.ClaimsFileIT",
            "org.computetrends.job.DegenerateInputIT",
            "org.computetrends.job.ForecastLogIT",
            "org.computetrends.job.GeneratedReleasesIT",
            "org.computetrends.job.InMemorySelectionIT",
            "org.computetrends.job.OddDatasetsIT",
            "org.computetrends.job.ParquetFuzzIT",
            "org.computetrends.report.ForeignSettingsIT"
        })
@IncludeClassNamePatterns(".*IT")
class IndependentRunsIT {}
