package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.computetrends.TestConfig;
import org.computetrends.TestSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV files in the forms in which the database was published. */
class CsvReleaseReaderIT {
    private static final TrendConfig DEFAULTS = TestConfig.load();

    @TempDir
    private Path folder;

    @Test
    void readsTheShapeOf2022() throws IOException {
        CsvReleaseReader.Result result = read("""
                System,Domain,Organization(s),Publication date,Training compute (FLOPs),Parameters,Citations
                Theseus,Other,"Bell Laboratories ; MIT",1952,4.0E+01,4.00E+01,N/A
                NPLM,Language,University of Montreal,15/03/2003,1.3E+15,,6.60E+01
                """);
        List<Row> rows = rows(result);
        assertThat(rows).hasSize(2);
        Row theseus = rows.get(0);
        assertThat(theseus.<String>getAs("model")).isEqualTo("Theseus");
        assertThat(theseus.<LocalDate>getAs("published_on")).isEqualTo(LocalDate.of(1952, 1, 1));
        assertThat(theseus.<String>getAs("date_precision")).isEqualTo("YEAR");
        assertThat(theseus.<Double>getAs("training_compute_flop")).isEqualTo(40);
        assertThat(theseus.getList(theseus.fieldIndex("organizations"))).isEqualTo(List.of("Bell Laboratories", "MIT"));
        assertThat(theseus.<Double>getAs("citations")).isNull();
        assertThat(theseus.<Long>getAs("source_row")).isEqualTo(2);
        assertThat(rows.get(1).<LocalDate>getAs("published_on")).isEqualTo(LocalDate.of(2003, 3, 15));
        assertThat(rows.get(1).<Double>getAs("parameters")).isNull();
        assertThat(result.rejects().count()).isZero();
    }

    @Test
    void readsTheShapeOf2025WithByteOrderMarkAndCellsOfSeveralLines() throws IOException {
        CsvReleaseReader.Result result = read("\uFEFF" + """
                Model,Organization,Publication date,Training compute (FLOP),Training dataset size (datapoints),Abstract,\
                Notability criteria,Training compute cost (2023 USD),Base model,Country (of organization),Confidence
                "Solar
                Open ","Upstage,KAIST",2025-06-20,6.12e+23,12750000000000.0,"We say ""hello"",
                and more.",,"$6,770,000.00",Llama 3,"Korea,Korea",Unverified
                Next,X,2012-09,,,,SOTA improvement,,,,Wrong
                """);
        Row first = rows(result).get(0);
        assertThat(first.<String>getAs("model")).isEqualTo("Solar Open");
        assertThat(first.<Double>getAs("training_cost_usd")).isEqualTo(6_770_000);
        assertThat(first.<Integer>getAs("cost_price_year")).isEqualTo(2023);
        assertThat(first.<Boolean>getAs("notable")).isFalse();
        assertThat(first.<String>getAs("confidence")).isEqualTo("UNVERIFIED");
        assertThat(first.<String>getAs("base_model")).isEqualTo("Llama 3");
        assertThat(first.getList(first.fieldIndex("countries"))).isEqualTo(List.of("Korea"));
        Row second = rows(result).get(1);
        assertThat(second.<Long>getAs("source_row")).isEqualTo(3);
        assertThat(second.<Boolean>getAs("notable")).isTrue();
        assertThat(second.<String>getAs("date_precision")).isEqualTo("MONTH");
        assertThat(second.<Integer>getAs("cost_price_year")).isNull();
        assertThat(first.schema().fieldNames()).doesNotContain("Abstract");
    }

    @Test
    void readsAnyMixtureOfKnownNames() throws IOException {
        CsvReleaseReader.Result result = read("""
                training  compute (flops),NAME,Release date,Training dataset size (total),Country,Mystery
                1e20,Mix,2024-02-03,5,France,?
                """);
        Row row = rows(result).get(0);
        assertThat(row.<String>getAs("model")).isEqualTo("Mix");
        assertThat(row.<Double>getAs("training_compute_flop")).isEqualTo(1e20);
        assertThat(row.<Double>getAs("dataset_size")).isEqualTo(5);
        assertThat(result.warnings())
                .contains("releases.csv: column 'Mystery' is unknown and is not read")
                .anyMatch(warning -> warning.startsWith("releases.csv: no column for organizations, domains,"));
    }

    @Test
    void aSecondColumnForAFieldIsNamedAndNotRead() throws IOException {
        CsvReleaseReader.Result result = read("""
                Model,System,Publication date
                New,Old,2024-02-03
                """);
        assertThat(rows(result).get(0).<String>getAs("model")).isEqualTo("New");
        assertThat(result.warnings())
                .contains("releases.csv: column 'System' is not read, because 'Model' is already read as model");
    }

    @Test
    void anUnreadableCellIsRejectedAndItsRowStays() throws IOException {
        CsvReleaseReader.Result result = read("""
                Model,Publication date,Training compute (FLOP),Parameters
                Range,2024-02-03,1e24-3e24,7
                About,Forthcoming,~1e24,8
                """);
        List<Row> rows = rows(result);
        assertThat(rows.get(0).<Double>getAs("training_compute_flop")).isNull();
        assertThat(rows.get(0).<Double>getAs("parameters")).isEqualTo(7);
        assertThat(rows.get(1).<LocalDate>getAs("published_on")).isNull();
        List<Row> rejects =
                result.rejects().orderBy("source_row", "column_name").collectAsList();
        assertThat(rejects)
                .extracting(row -> row.<String>getAs("message"))
                .containsExactly(
                        "row 2, column 'Training compute (FLOP)': the cell is not a number",
                        "row 3, column 'Publication date': the cell is not a date of the form uuuu-MM-dd, d/M/uuuu, uuuu-MM,"
                                + " M/uuuu, uuuu",
                        "row 3, column 'Training compute (FLOP)': the cell is not a number");
        assertThat(rejects.get(0).<String>getAs("value")).isEqualTo("1e24-3e24");
        assertThat(rejects.get(0).<String>getAs("source_file")).isEqualTo("releases.csv");
        assertThat(rejects.get(0).<String>getAs("model")).isEqualTo("Range");
    }

    @Test
    void aCellWithANulIsRejectedWithItsRowAndColumn() throws IOException {
        CsvReleaseReader.Result result = read("""
                Model,Publication date,Organization,Training compute (FLOP)
                A\0B,2024-01-01,Lab,1e24
                C,2024-01-02,L\0b,1e24
                D,2024-01-03,Lab,1e\0
                """);

        List<Row> rejects = result.rejects().orderBy("source_row").collectAsList();
        assertThat(rejects)
                .extracting(reject -> reject.<String>getAs("message"))
                .containsExactly(
                        "row 2, column 'Model': the cell contains the character NUL (U+0000)",
                        "row 3, column 'Organization': the cell contains the character NUL (U+0000)",
                        "row 4, column 'Training compute (FLOP)': the cell contains the character NUL (U+0000)");
        assertThat(rejects.get(0).<String>getAs("value")).isEqualTo("A\\0B");
        assertThat(result.releases().orderBy("source_row").collectAsList())
                .extracting(row -> row.<String>getAs("model"))
                .containsExactly(null, "C", "D");
    }

    @Test
    void aRecordWithTooManyCellsIsKeptWithoutItsValues() throws IOException {
        CsvReleaseReader.Result result = read("""
                Model,Publication date,Parameters
                Good,2024-02-03,7
                Bad,2024-02-03,7,8
                """);
        assertThat(rows(result)).hasSize(2);
        assertThat(rows(result).get(1).<String>getAs("model")).isNull();
        Row reject = result.rejects().collectAsList().get(0);
        assertThat(reject.<Long>getAs("source_row")).isEqualTo(3);
        assertThat(reject.<String>getAs("message")).isEqualTo("row 3 does not have 3 cells like the header");
    }

    @Test
    void aMissingRequiredColumnIsAnError() {
        assertThatThrownBy(() -> read("""
                Model,Parameters
                GPT,5
                """))
                .isInstanceOf(UserException.class)
                .hasMessage("releases.csv: no column for published_on (known names: published_on, Publication date,"
                        + " Published, Release date); the columns are Model, Parameters");
    }

    @Test
    void aMissingFileIsAnError() {
        String missingText = folder.resolve("none.csv").toString();
        assertThatThrownBy(() -> reader().read(TestSession.get(), missingText))
                .isInstanceOf(UserException.class)
                .hasMessage("input " + missingText + " does not exist");
    }

    @Test
    void anEmptyFileIsAnError() {
        assertThatThrownBy(() -> read("")).isInstanceOf(UserException.class).hasMessageEndingWith("it has no header");
    }

    private static CsvReleaseReader reader() {
        return new CsvReleaseReader(DEFAULTS.mapping(), DEFAULTS.cells(), TextEncoding.UTF_8);
    }

    private CsvReleaseReader.Result read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("releases.csv"), text);
        return reader().read(TestSession.get(), file.toString());
    }

    private static List<Row> rows(CsvReleaseReader.Result result) {
        return result.releases().orderBy("source_row").collectAsList();
    }
}
