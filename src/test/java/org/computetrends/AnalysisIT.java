package org.computetrends;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests that read runs of the shipped data, in one JVM, so that each run is made once. */
@Suite
@SelectClasses(
        names = {
            "org.computetrends.cli.RunCostIT",
            "org.computetrends.cli.QuestionsIT",
            "org.computetrends.cli.LeadsCommandIT",
            "org.computetrends.cli.SummaryIT"
        })
@SelectPackages({"org.computetrends.job", "org.computetrends.report"})
@IncludeClassNamePatterns(".*IT")
class AnalysisIT {}
