package org.computetrends.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecordTableTest {

    @Test
    void aRowHasACellForEachColumnAndTheRun() {
        RecordTable<Double> table = RecordTable.<Double>named("t", "Rows.")
                .column(Column.optionalNumber("ratio", "A ratio."), number -> number)
                .build();
        assertThat(table.toRow(2.5, "run").toString()).isEqualTo("[2.5,run]");
        assertThat(table.table().columns()).hasSize(1);
    }

    @Test
    void aTableCannotDeclareTheColumnsThatEveryTableHas() {
        for (String name : List.of("vintage", "run_id")) {
            List<Column> columns = List.of(Column.text("id", "An id."), Column.text(name, "Again."));
            assertThatThrownBy(() -> new Table("t", "Rows.", List.of("id"), columns))
                    .hasMessage("table t has two columns named " + name);
        }
    }

    @Test
    void aNumberThatIsNotFiniteIsNull() {
        RecordTable<Double> table = RecordTable.<Double>named("t", "Rows.")
                .column(Column.optionalNumber("ratio", "A ratio."), number -> number)
                .build();
        assertThat(table.toRow(Double.NaN, "run").isNullAt(0)).isTrue();
        assertThat(table.toRow(2.5, "run").getDouble(0)).isEqualTo(2.5);
    }

    @Test
    void aValueOfAnotherTypeThanItsColumnNamesBoth() {
        RecordTable<Integer> table = RecordTable.<Integer>named("t", "Rows.")
                .column(Column.count("n", "How many."), number -> number)
                .build();
        assertThatThrownBy(() -> table.toRow(3, "run")).hasMessage("table t, column n: Integer 3 must be a Long");
        RecordTable<Long> years = RecordTable.<Long>named("t", "Rows.")
                .wholeNumber("year", year -> year)
                .build();
        assertThatThrownBy(() -> years.toRow(3L, "run")).hasMessage("table t, column year: Long 3 must be a Integer");
    }
}
