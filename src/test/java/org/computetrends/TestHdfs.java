package org.computetrends;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** HDFS in this process. */
public final class TestHdfs {

    private TestHdfs() {}

    /** Starts it with a number of DataNodes and its files in a folder. The caller shuts it down. */
    public static MiniDFSCluster start(Path folder, int dataNodes) throws IOException {
        // HDFS numbers its own files in the digits of the JVM's locale, and looks for them in those of ASCII.
        assumeTrue(
                String.format(Locale.getDefault(), "%d", 1).equals("1"), "skipped: HDFS does not run in this locale");
        Configuration conf = new Configuration();
        conf.setInt("dfs.replication", dataNodes);
        MiniDFSCluster cluster = new MiniDFSCluster.Builder(conf, folder.toFile())
                .numDataNodes(dataNodes)
                .build();
        cluster.waitActive();
        return cluster;
    }
}
