package org.computetrends.publish;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** HDFS with one DataNode, in this process. */
final class TestHdfs {

    private TestHdfs() {}

    /** Starts it, with its files in a folder; whoever starts it shuts it down. */
    static MiniDFSCluster start(Path folder) throws IOException {
        MiniDFSCluster cluster = new MiniDFSCluster.Builder(new Configuration(), folder.toFile())
                .numDataNodes(1)
                .build();
        cluster.waitActive();
        return cluster;
    }
}
