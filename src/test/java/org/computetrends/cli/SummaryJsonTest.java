package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SummaryJsonTest {

    /** Whoever changes a field sees it here; the file is what the program describes, to be written anew then. */
    @Test
    void theSchemaThatIsDocumentedIsTheSchemaThatIs() throws IOException {
        assertThat(Files.readString(Path.of("conf/summary.schema.json")).strip())
                .isEqualToNormalizingNewlines(SummaryJson.schema());
    }
}
