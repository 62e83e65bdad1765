package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.ServiceUnavailableException;
import org.computetrends.domain.UserException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishingFailureTest {
    /** A retry cannot help: rights or passwords have to be corrected. */
    @ParameterizedTest
    @MethodSource
    void refusalsAreMistakesOfTheUser(Exception cause) {
        UserException failure = PublishingFailure.of("publishing failed", new IOException("wrapped", cause));
        assertThat(failure.kind()).isEqualTo(UserException.Kind.USAGE);
    }

    static Stream<Exception> refusalsAreMistakesOfTheUser() {
        return Stream.of(
                new NotAuthorizedException("HTTP 401"),
                new ForbiddenException("HTTP 403"),
                new AccessDeniedException("folder"),
                new SQLException("wrong password", "28P01"));
    }

    @ParameterizedTest
    @MethodSource
    void whatMayPassIsWorthARetry(Exception cause) {
        assertThat(PublishingFailure.of("publishing failed", cause).kind()).isEqualTo(UserException.Kind.PUBLISHING);
    }

    static Stream<Exception> whatMayPassIsWorthARetry() {
        return Stream.of(
                new ServiceUnavailableException("HTTP 503"),
                new UncheckedIOException(new IOException("No space left on device")),
                new SQLException("the server shuts down", "57P01"));
    }
}
