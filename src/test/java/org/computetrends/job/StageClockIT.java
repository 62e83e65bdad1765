package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.computetrends.TestSession;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;

/** Stages of a run: their times, their Spark jobs, and what happens to them when one fails. */
class StageClockIT {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final List<String> begunStages = new ArrayList<>();
    private final CountDownLatch cancelled = new CountDownLatch(1);

    @Test
    void stagesAreTimedFromTheirBeginningToTheirEndAndListedAsTheyBegan() {
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (StageClock stages = clock()) {
            StageClock.Ongoing<String> beside = stages.start("beside", () -> {
                await(mayEnd);
                return "done";
            });
            assertThat(stages.run("meanwhile", () -> {
                        pass(2);
                        return 1;
                    }))
                    .isEqualTo(1);
            pass(3);
            mayEnd.countDown();
            assertThat(beside.result()).isEqualTo("done");
            assertThat(stages.seconds())
                    .containsExactly(java.util.Map.entry("beside", 5.0), java.util.Map.entry("meanwhile", 2.0));
        }
        assertThat(begunStages).containsExactly("beside", "meanwhile");
        assertThat(cancelled.getCount()).isEqualTo(1);
    }

    @Test
    void sparksJobsAreNamedForTheStageOfTheirThread() throws TimeoutException {
        List<String> names = Collections.synchronizedList(new ArrayList<>());
        SparkSession session = TestSession.get();
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                names.add(job.properties().getProperty("spark.job.description"));
            }
        };
        session.sparkContext().addSparkListener(listener);
        try (StageClock stages = new StageClock(
                Clock.systemUTC(),
                begunStages::add,
                () -> {},
                name -> session.sparkContext().setJobDescription(name))) {
            StageClock.Ongoing<Long> beside = stages.start(
                    "beside", () -> session.range(3).coalesce(1).collectAsList().get(0));
            assertThat(beside.result()).isZero();
            stages.run("outer", () -> {
                stages.run("inner", () -> session.range(4).collectAsList());
                return session.range(5).collectAsList();
            });
            session.range(6).collectAsList();
        } finally {
            session.sparkContext().listenerBus().waitUntilEmpty();
            session.sparkContext().removeSparkListener(listener);
        }
        assertThat(names).containsExactly("beside", "inner", "outer", null);
    }

    @Test
    void aStageBesideOthersFailsAsItWouldAlone() {
        try (StageClock stages = clock()) {
            StageClock.Ongoing<String> faulty = stages.start("faulty", () -> {
                throw UserException.input("the input is torn");
            });
            assertThatThrownBy(faulty::result)
                    .isExactlyInstanceOf(UserException.class)
                    .hasMessage("the input is torn");
            StageClock.Ongoing<String> undeclared = stages.start("undeclared", () -> {
                StageClockIT.<RuntimeException>rethrow(new IOException("the disk is gone"));
                return "never";
            });
            assertThatThrownBy(undeclared::result)
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("the disk is gone");
        }
    }

    @Test
    void aFailedRunCancelsItsOtherStagesAndWaitsForThem() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        assertThatThrownBy(() -> {
                    try (StageClock stages = clock()) {
                        stages.start("endless", () -> {
                            thread.set(Thread.currentThread());
                            await(cancelled);
                            return "never asked for";
                        });
                        stages.run("faulty", () -> {
                            throw UserException.input("all rows were rejected");
                        });
                    }
                })
                .isInstanceOf(UserException.class)
                .hasMessage("all rows were rejected");
        assertThat(cancelled.getCount()).isZero();
        // The run may fail before the thread of the stage begins.
        assertThat(thread.get())
                .satisfiesAnyOf(
                        stage -> assertThat(stage).isNull(),
                        stage -> assertThat(stage.isAlive()).isFalse());
    }

    private StageClock clock() {
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
        return new StageClock(clock, begunStages::add, cancelled::countDown, name -> {});
    }

    private void pass(long seconds) {
        now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(seconds)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Throws a checked exception undeclared, as Spark does. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void rethrow(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
