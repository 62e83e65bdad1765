package org.computetrends;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** Slow tests of the page of the default run, in a JVM beside that of {@link AnalysisIT}. */
@Suite(failIfNoTests = false)
@SelectClasses(
        names = {
            "org.computetrends.report.ExploreBrowserIT",
            "org.computetrends.report.RefitBrowserIT",
            "org.computetrends.report.RunCostBrowserIT"
        })
@IncludeClassNamePatterns(".*IT")
class PageControlsIT {}
