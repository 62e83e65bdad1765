package org.computetrends.publish;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** Tests that read the tables of {@link DbtWarehouse}, in one JVM, so that its runs are made once. */
@Suite
@SelectClasses({DbtModelsIT.class, DbtSourcesIT.class, SameTablesIT.class})
class WarehousesIT {}
