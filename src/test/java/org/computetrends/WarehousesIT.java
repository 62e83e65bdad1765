package org.computetrends;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** Tests that read the runs that the dbt project is tested on, in one JVM, so that these runs are made once. */
@Suite(failIfNoTests = false)
@SelectClasses(
        names = {
            "org.computetrends.publish.DbtModelsIT",
            "org.computetrends.publish.DbtSourcesIT",
            "org.computetrends.publish.SameTablesIT"
        })
@IncludeClassNamePatterns(".*IT")
class WarehousesIT {}
