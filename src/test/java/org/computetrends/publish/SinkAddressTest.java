package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of sinks: databases, catalogs, credentials. */
class SinkAddressTest {

    @TempDir
    private Path folder;

    @Test
    void anAddressHasServerAndUserAndNoSecret() {
        SinkAddress.Postgres address = (SinkAddress.Postgres) SinkAddress.parse(
                "jdbc:postgresql://db.example:5433/warehouse?schema=ai&user=loader&sslrootcert=/etc/ca%26more.pem");
        assertThat(address)
                .isEqualTo(new SinkAddress.Postgres(
                        "db.example:5433",
                        "warehouse",
                        "ai",
                        new Login(Optional.of("loader"), Optional.empty()),
                        Map.of("sslmode", "verify-full", "sslrootcert", "/etc/ca&more.pem")));
        assertThat(address).hasToString("postgresql://db.example:5433/warehouse?schema=ai");
    }

    @Test
    void onlyThisMachineIsTrustedWithoutItsCertificate() {
        assertThat(((SinkAddress.Postgres) SinkAddress.parse("postgresql://localhost/db")).transport())
                .containsEntry("sslmode", "prefer");
        assertThat(((SinkAddress.Postgres) SinkAddress.parse("postgresql://db.example/db")).transport())
                .containsEntry("sslmode", "verify-full");
    }

    @Test
    void aLakeHasDefaultsForItsParameters() {
        assertThat(SinkAddress.parse("iceberg:/data/lake"))
                .isEqualTo(new SinkAddress.Iceberg(
                        "/data/lake", Optional.empty(), "trends", Optional.empty(), Login.NONE));
        assertThat(SinkAddress.parse(
                        "iceberg:hdfs://name/lake?catalog=jdbc:postgresql://db/catalogs&namespace=ai&user=u&adopt=old"))
                .isEqualTo(new SinkAddress.Iceberg(
                        "hdfs://name/lake",
                        Optional.of("jdbc:postgresql://db/catalogs"),
                        "ai",
                        Optional.of("old"),
                        new Login(Optional.of("u"), Optional.empty())));
    }

    @Test
    void aNameAndANamespaceAreACatalogAndOtherTextsAFolder() {
        assertThat(SinkAddress.parse("iceberg:lake-1.trends"))
                .isEqualTo(new SinkAddress.NamedIceberg("lake-1", "trends"));
        for (String folder : List.of("./lake.trends", "lake", "lake.trends/", "a.b.c", "/lake.trends", "lake.Trends")) {
            assertThat(SinkAddress.parse("iceberg:" + folder))
                    .isEqualTo(
                            new SinkAddress.Iceberg(folder, Optional.empty(), "trends", Optional.empty(), Login.NONE));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "catalog:c.trends?location= | must name a folder as its location",
                "catalog:c.trends?location=s3a://me:hunter2@b/x | must not contain a user and password in the folder's address",
                "iceberg:s3a://me:hunter2@b/x | must not contain a user and password in the folder's address",
                "catalog:trends | must name a catalog of Spark's and a schema",
                "iceberg:lake.trends?namespace=x | take no parameters: a folder of this name is written ./lake.trends",
                "postgresql://host/db?password=hunter2 | must not contain a password (password)",
                "postgresql://host/db?sslpassword=hunter2 | must not contain a password (sslpassword)",
                "postgresql://me:hunter2@host/db | must not name a user before the host",
                "postgresql://host/db?schema=a;hunter2 | must have a schema of lower-case letters",
                "postgresql://host/db?options=hunter2 | has the unknown parameter options: it may have schema",
                "postgresql://hunter2 | must be an address such as postgresql://host:5432/database",
                "postgresql:hunter2 | must be parquet, iceberg:WAREHOUSE?..., catalog:NAME.SCHEMA?... or postgresql://HOST/DATABASE?...",
                "iceberg:/lake?catalog=jdbc:postgresql://me:hunter2@host/db | contains no password",
                "iceberg:/lake?catalog=jdbc:postgresql://host/db?password=hunter2 | contains no password",
                "iceberg: | must name the warehouse's folder",
                "mysql://host/hunter2 | must be parquet, iceberg:WAREHOUSE"
            })
    void badAddressesAreRefusedWithoutRepeatingSecrets(String text, String complaint) {
        assertThatThrownBy(() -> SinkAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void thePasswordComesFromTheFileOrTheEnvironmentAndIsNeverShown() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "from the file\nsecond line\n");
        Map<String, String> environment = Map.of("PGPASSWORD", "from the environment", "PGUSER", "me");
        Login login = new Login(Optional.empty(), Optional.of(file.toString()));
        assertThat(login.password(environment).orElseThrow().reveal()).isEqualTo("from the file");
        assertThat(Login.NONE.password(environment).orElseThrow().reveal()).isEqualTo("from the environment");
        assertThat(Login.NONE.user(environment)).contains("me");
        assertThat(login.password(environment)).hasToString("Optional[(secret)]");
    }

    @ParameterizedTest
    @CsvSource({"PGPASSWORD, OTHER", "PGUSER, OTHER", "PGPASSWORD, PGUSER"})
    void anEmptyVariableCountsAsUnset(String first, String second) {
        Map<String, String> environment = Map.of(first, "", second, "");
        assertThat(Login.NONE.password(environment)).isEmpty();
        assertThat(Login.NONE.user(environment)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parquet",
                "iceberg:/data/lake",
                "iceberg:/data/lake?namespace=ai",
                "iceberg:lake.trends",
                "postgresql://localhost/db?schema=public"
            })
    void addressesAreShownAsWritten(String text) {
        assertThat(SinkAddress.parse(text)).hasToString(text);
    }
}
