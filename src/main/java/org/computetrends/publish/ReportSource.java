package org.computetrends.publish;

/** Makes the page of published tables. */
@FunctionalInterface
public interface ReportSource {

    /**
     * The page's HTML.
     *
     * @param tables the folder that has a folder for each table
     * @param manifest the text of their manifest
     */
    String page(String tables, String manifest);
}
