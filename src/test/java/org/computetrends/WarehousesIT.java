package org.computetrends;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** Slow tests that share the runs of the dbt project's tests, in one JVM. A build without slow tests has none. */
@Suite(failIfNoTests = false)
@SelectClasses(
        names = {
            "org.computetrends.publish.DbtModelsIT",
            "org.computetrends.publish.DbtSourcesIT",
            "org.computetrends.publish.SameTablesIT"
        })
@IncludeClassNamePatterns(".*IT")
class WarehousesIT {}
