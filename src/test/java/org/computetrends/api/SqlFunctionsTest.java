package org.computetrends.api;

import org.apache.spark.sql.SparkSession;
import org.computetrends.TestSession;
import org.junit.jupiter.api.Test;

class SqlFunctionsTest {
    private static final SparkSession SESSION = TestSession.get();
    static final String T = " FROM VALUES (DATE'2020-01-01', 1), (DATE'2021-01-01', 2), (DATE'2022-01-01', 4) AS t(d, v)";

    @Test
    void look() {
        for (String query : new String[] {
            "SELECT growth(d, v)" + T,
            "SELECT inline(array(growth(d, v)))" + T,
            "SELECT growth(d, v).doubling_time_months, crossing(d, v, 8), crossing(d, v, 0), crossing(d, v, null)" + T,
            "SELECT growth(d, v, d)" + T,
            "SELECT growth('2020', v)" + T,
            "SELECT growth(d, 'x').n" + T,
            "SELECT growth(d)" + T,
            "SELECT growth(d,v,'a','b')" + T,
            "SELECT crossing(d,v)" + T,
            "SELECT crossing(d,v,v)" + T,
            "SELECT growth(d,v), growth(d, v, 'a') " + T,
            "SELECT growth(DISTINCT d,v).n, growth(d, v) FILTER (WHERE v > 1), count(DISTINCT v) " + T,
            "SELECT d, growth(d,v) OVER (ORDER BY d) " + T,
            "SELECT d, growth(d,v) OVER (ORDER BY d ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) " + T,
            "SELECT growth(null,null) " + T,
            "SELECT growth(d,v)  " + T + " WHERE v > 10",
            "SELECT growth(d,v)  " + T + " WHERE v > 10 GROUP BY d",
            "DESCRIBE FUNCTION EXTENDED growth",
            "DESCRIBE FUNCTION EXTENDED crossing",
        }) {
            System.out.println("=== " + query);
            try {
                SESSION.sql(query).show(20, 0, true);
            } catch (Exception e) {
                System.out.println(e);
            }
        }
    }
}
