package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.computetrends.job.ProgramVersion;
import org.junit.jupiter.api.Test;

/**
 * The manifests of {@code jobs/kubernetes} have only fields that Kubernetes knows, and arguments that Spark and the
 * commands accept.
 */
class KubernetesTest {
    private static final Path FOLDER = Path.of("jobs/kubernetes");
    private static final String JAR = "local:///opt/compute-trends/compute-trends-cluster.jar";

    /** An unknown field is a fault, as it is to Kubernetes' own validation. */
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                /** The model would accept unknown fields. */
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            });

    /** The used fields of a SparkApplication, as in the Spark operator's api/v1beta2/sparkapplication_types.go. */
    record SparkApplication(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {}

    record Spec(
            ApplicationType type,
            DeployMode mode,
            String sparkVersion,
            String image,
            String imagePullPolicy,
            String mainClass,
            String mainApplicationFile,
            List<String> arguments,
            RestartPolicy restartPolicy,
            long timeToLiveSeconds,
            Driver driver,
            Executor executor) {}

    enum ApplicationType {
        Java,
        Scala,
        Python,
        R
    }

    enum DeployMode {
        cluster,
        client
    }

    enum RestartPolicyType {
        Never,
        OnFailure,
        Always
    }

    record RestartPolicy(
            RestartPolicyType type,
            int onFailureRetries,
            long onFailureRetryInterval,
            int onSubmissionFailureRetries,
            long onSubmissionFailureRetryInterval) {}

    record Driver(
            int cores,
            String memory,
            String serviceAccount,
            String javaOptions,
            Map<String, String> labels,
            List<EnvFromSource> envFrom) {}

    record Executor(
            int cores,
            int instances,
            String memory,
            String javaOptions,
            Map<String, String> labels,
            List<EnvFromSource> envFrom) {}

    @Test
    void unknownFieldsOfKubernetesAreErrors() throws IOException {
        String cron = Files.readString(FOLDER.resolve("cronjob.yaml"));
        assertThat(YAML.readValue(cron, CronJob.class).getKind()).isEqualTo("CronJob");
        assertThatThrownBy(() -> YAML.readValue(cron.replace("envFrom:", "envForm:"), CronJob.class))
                .hasMessageContaining("envForm");
    }

    @Test
    void theCronJobRetriesOnlyFailuresOfPublishing() throws IOException {
        CronJob cron = YAML.readValue(FOLDER.resolve("cronjob.yaml").toFile(), CronJob.class);
        assertThat(cron.getApiVersion()).isEqualTo("batch/v1");
        assertThat(cron.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
        JobSpec job = cron.getSpec().getJobTemplate().getSpec();
        // Kubernetes takes a pod failure policy with this restart policy only.
        assertThat(job.getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
        Container driver = job.getTemplate().getSpec().getContainers().get(0);
        assertThat(job.getPodFailurePolicy().getRules())
                .filteredOn(rule -> rule.getAction().equals("FailJob"))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.getOnExitCodes().getContainerName()).isEqualTo(driver.getName());
                    // All exit codes of failures but PUBLISHING.
                    assertThat(rule.getOnExitCodes().getValues())
                            .containsExactly(Main.DEFECT, Main.USAGE, Main.INPUT, Main.CHANGED);
                });
        List<String> words = driver.getArgs();
        int jar = words.indexOf(JAR);
        requireSubmitOptions(words.subList(0, jar));
        requireCommand(words.subList(jar + 1, words.size()));
        assertThat(words).contains("spark.kubernetes.container.image=" + driver.getImage());
        // In client mode executors would have the namespace's default account, which may not read the bucket.
        assertThat(words)
                .contains("spark.kubernetes.authenticate.executor.serviceAccountName="
                        + job.getTemplate().getSpec().getServiceAccountName());
        assertThat(driver.getImage()).endsWith(":" + ProgramVersion.current());
        List<String> variables = driver.getEnv().stream().map(EnvVar::getName).toList();
        assertThat(variables).contains("POD_NAME", "POD_NAMESPACE", "POD_IP");
    }

    @Test
    void theSparkApplicationHasTheArgumentsOfTheCronJob() throws IOException {
        SparkApplication application =
                YAML.readValue(FOLDER.resolve("sparkapplication.yaml").toFile(), SparkApplication.class);
        assertThat(application.apiVersion()).isEqualTo("sparkoperator.k8s.io/v1beta2");
        assertThat(application.kind()).isEqualTo("SparkApplication");
        Spec spec = application.spec();
        assertThat(spec.type()).isEqualTo(ApplicationType.Java);
        assertThat(spec.mode()).isEqualTo(DeployMode.cluster);
        assertThat(spec.sparkVersion()).isEqualTo(org.apache.spark.package$.MODULE$.SPARK_VERSION());
        assertThat(spec.mainClass()).isEqualTo(Main.class.getName());
        assertThat(spec.mainApplicationFile()).isEqualTo(JAR);
        assertThat(spec.restartPolicy().type()).isEqualTo(RestartPolicyType.OnFailure);
        assertThat(spec.driver().serviceAccount()).isEqualTo("compute-trends");
        assertThat(spec.driver().javaOptions()).isEqualTo(spec.executor().javaOptions());
        assertThat(spec.driver().javaOptions())
                .contains(" -Dlog4j2.configurationFile=jar:file:" + JAR.substring("local://".length())
                        + "!/log4j2.properties");
        requireCommand(spec.arguments());
        CronJob cron = YAML.readValue(FOLDER.resolve("cronjob.yaml").toFile(), CronJob.class);
        List<String> words = cron.getSpec()
                .getJobTemplate()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getArgs();
        assertThat(words.subList(words.indexOf(JAR) + 1, words.size())).isEqualTo(spec.arguments());
        assertThat(words)
                .contains(
                        "spark.driver.extraJavaOptions=" + spec.driver().javaOptions(),
                        "spark.executor.extraJavaOptions=" + spec.executor().javaOptions());
    }

    @Test
    void theRoleOfTheAccountIsForFourKindsOfResources() throws IOException {
        try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class)
                .readValues(FOLDER.resolve("access.yaml").toFile())) {
            List<JsonNode> allDocuments = documents.readAll();
            ServiceAccount account = YAML.treeToValue(allDocuments.get(0), ServiceAccount.class);
            Role role = YAML.treeToValue(allDocuments.get(1), Role.class);
            RoleBinding binding = YAML.treeToValue(allDocuments.get(2), RoleBinding.class);
            assertThat(binding.getRoleRef().getName())
                    .isEqualTo(role.getMetadata().getName());
            assertThat(binding.getSubjects().get(0).getName())
                    .isEqualTo(account.getMetadata().getName());
            assertThat(role.getRules())
                    .singleElement()
                    .extracting(PolicyRule::getResources)
                    .isEqualTo(List.of("pods", "services", "configmaps", "persistentvolumeclaims"));
        }
    }

    /** Requires pairs of an option and its value. The value of --conf is a setting of Spark. */
    private static void requireSubmitOptions(List<String> words) {
        assertThat(words.size() % 2).isZero();
        for (int i = 0; i < words.size(); i += 2) {
            assertThat(words.get(i)).startsWith("--");
            assertThat(words.get(i + 1)).doesNotStartWith("--");
            if (words.get(i).equals("--conf")) {
                assertThat(words.get(i + 1)).matches("spark\\.[A-Za-z.]+=.+");
            }
        }
        assertThat(words).containsSubsequence("--deploy-mode", "client", "--class", Main.class.getName());
    }

    private static void requireCommand(List<String> words) {
        assertThat(Main.commandLine(Terminal.NONE)
                        .parseArgs(words.toArray(String[]::new))
                        .errors())
                .isEmpty();
    }

    @Test
    void theImageHasTheJarAtThePathInTheManifests() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("Dockerfile")))
                .contains("COPY target/compute-trends-cluster.jar " + JAR.substring("local://".length()) + "\n")
                .contains("FROM apache/spark:" + org.apache.spark.package$.MODULE$.SPARK_VERSION())
                .contains("hadoop-aws-" + org.apache.hadoop.util.VersionInfo.getVersion() + ".jar");
    }
}
