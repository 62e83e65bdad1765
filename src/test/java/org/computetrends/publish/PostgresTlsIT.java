package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.Connection;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that accepts TLS only, and requires a password. */
@Tag("slow")
class PostgresTlsIT {
    private static final String PASSWORD = "changeit";
    private static final String ROLE_PASSWORD = "as secret's as &any";

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws Exception {
        Path key = certificate("server");
        certificate("stranger");
        EmbeddedPostgres started = null;
        try {
            started = EmbeddedPostgres.builder()
                    .setServerConfig("ssl", "on")
                    .setServerConfig(
                            "ssl_cert_file", folder.resolve("server.crt").toString())
                    .setServerConfig("ssl_key_file", key.toString())
                    .setDataDirectory(folder.resolve("data"))
                    .start();
        } catch (Exception e) {
            assumeThat(e).as("PostgreSQL with TLS could not be started here").isNull();
        }
        server = started;
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            PostgresServer.execute(
                    connection,
                    List.of(
                            "CREATE ROLE analyst LOGIN PASSWORD '" + ROLE_PASSWORD.replace("'", "''") + "'",
                            "CREATE DATABASE trends OWNER analyst"));
            // From now on the server rejects connections without TLS.
            Files.writeString(
                    folder.resolve("data/pg_hba.conf"),
                    "hostssl all analyst all scram-sha-256\nhostnossl all all all reject\n");
            PostgresServer.execute(connection, "SELECT pg_reload_conf()");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void publishesToAServerWithATrustedCertificate() throws Exception {
        Path secret = Files.writeString(folder.resolve("password"), ROLE_PASSWORD + "\n");
        String address = address("server") + "&password-file=" + secret;
        SmallTables.publish(PublishingProcess.sink(address), SmallTables.FIRST_VINTAGE, 7);
        PostgresServer ours = PostgresServer.of((SinkAddress.Postgres) SinkAddress.parse(address), Map.of());
        try (Connection connection = ours.connect()) {
            assertThat(PostgresServer.queryValue(
                            connection, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
                    .isEqualTo("t");
            assertThat(PostgresServer.queryValue(connection, "SELECT count(*) FROM delta"))
                    .isEqualTo(Integer.toString(SmallTables.ROWS));
        }
    }

    @Test
    void refusesAServerWithAnUntrustedCertificate() {
        assertThatThrownBy(() -> publish(address("stranger"), ROLE_PASSWORD))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("SSL error")
                .hasMessageNotContaining(ROLE_PASSWORD);
    }

    @Test
    void aConnectionWithoutTlsIsRefused() {
        assertThatThrownBy(() ->
                        publish(address("server").replace("sslmode=verify-full", "sslmode=disable"), ROLE_PASSWORD))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("pg_hba.conf")
                .hasMessageNotContaining(ROLE_PASSWORD);
    }

    @Test
    void theErrorOfAWrongPasswordDoesNotShowIt() {
        assertThatThrownBy(() -> publish(address("server"), "not it"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("not it");
    }

    private static void publish(String address, String password) {
        SmallTables.publish(
                new PostgresPublisher(
                        (SinkAddress.Postgres) SinkAddress.parse(address), Map.of("PGPASSWORD", password)),
                SmallTables.FIRST_VINTAGE,
                9);
    }

    private static String address(String vouchedFor) {
        return "postgresql://127.0.0.1:" + server.getPort() + "/trends?user=analyst&sslmode=verify-full&sslrootcert="
                + folder.resolve(vouchedFor + ".crt");
    }

    /** Makes a key and a self-signed certificate, and returns the key's file. */
    private static Path certificate(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/keytool",
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Files.writeString(
                folder.resolve(name + ".crt"),
                pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
        Path key = Files.writeString(
                folder.resolve(name + ".key"),
                pem("PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded()));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        return key;
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + kind + "-----\n";
    }
}
