package org.computetrends.cli;

import java.io.PrintWriter;
import org.computetrends.job.PublishedLeads;
import picocli.CommandLine.Command;

@Command(
        name = "leads",
        description = {
            "How far behind are followers, such as open models, or China?",
            "Answers from the folder of Parquet tables that a run published, without Spark. Shows each lead of the settings"
                    + " by two measures, with 95%% intervals, and defines its two groups."
        },
        footer = {"  compute-trends leads", "  compute-trends leads --vintage 2026-08-19"})
final class LeadsCommand extends PublishedCommand {
    @Override
    void run(PrintWriter out) {
        PublishedLeads leads = new PublishedLeads(publishedTables(), vintage());
        Ink ink = terminal().ink(Terminal.Stream.OUT);
        out.println(ink.heading(LeadSummary.HEADING + ", by vintage " + leads.vintage()));
        TextTable table = LeadSummary.table(leads.lags());
        if (table.isEmpty()) {
            out.println("No lead has two fitted lines to compare. The column 'status' of the table 'leads' says why.");
        } else {
            table.print(out, ink);
        }
    }
}
