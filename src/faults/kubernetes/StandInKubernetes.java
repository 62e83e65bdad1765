import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A simulation of the parts of Kubernetes that a Spark job uses: an API server (fabric8's mock, which stores objects
 * and reports their changes) that enforces a role for service accounts, and a kubelet that starts the first container
 * of every pod as a process with its own network, mounts and host name. For one namespace on one machine, as root.
 *
 * <p>Arguments: a work folder with the image's files in {@code image} and the server's key in {@code tls}; the role's
 * manifest; the manifest of a CronJob. A pod of the CronJob starts whenever a file named {@code job} appears in the
 * folder.
 */
public final class StandInKubernetes {
    private static final String NAMESPACE = "trends";
    private static final String SERVER = "kubernetes.default.svc";
    private static final String GATEWAY = "10.244.0.1";
    private static final int PORT = 18443;
    private static final Path ACCOUNT_FOLDER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final Pattern RESOURCE =
            Pattern.compile("/api/v1/namespaces/[^/?]+/([a-z]+)(/[^/?]+)?(?:/([a-z]+))?(?:\\?(.*))?");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\(([A-Z_]+)\\)");

    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final Map<String, Process> running = new ConcurrentHashMap<>();
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final Path folder;
    private final List<PolicyRule> rules;
    private final KubernetesClient client;
    private int jobs;

    private StandInKubernetes(Path folder, Path role) throws IOException {
        this.folder = folder;
        this.rules = Pattern.compile("(?m)^---$").splitAsStream(Files.readString(role))
                .<Object>map(serialization::unmarshal)
                .filter(Role.class::isInstance)
                .flatMap(one -> ((Role) one).getRules().stream())
                .toList();
        new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), new Api(), false)
                .init(InetAddress.getByName("0.0.0.0"), PORT);
        this.client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + PORT)
                        .withNamespace(NAMESPACE)
                        .build())
                .build();
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        StandInKubernetes cluster = new StandInKubernetes(folder, Path.of(arguments[1]));
        cluster.serveTls();
        CronJob cronJob = cluster.serialization.unmarshal(Files.readString(Path.of(arguments[2])), CronJob.class);
        say("ready");
        Set<String> known = new HashSet<>();
        while (true) {
            if (Files.deleteIfExists(folder.resolve("job"))) {
                cluster.startJob(cronJob.getSpec().getJobTemplate().getSpec().getTemplate());
            }
            cluster.reconcile(known);
            Thread.sleep(100);
        }
    }

    private static void say(String line) {
        System.out.println(Instant.now() + " " + line);
    }

    /**
     * Behaviour of Kubernetes that the mock lacks: permissions, the phase of a new pod, applying objects that do not
     * exist yet.
     */
    private final class Api extends KubernetesCrudDispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            String token = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
            if (token.startsWith("Bearer account-") && !isAllowed(token.substring("Bearer ".length()), request)) {
                return new MockResponse()
                        .setResponseCode(403)
                        .setBody("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":403}");
            }
            String path = request.getPath().replaceAll("\\?.*", "");
            return request.getMethod().equals("POST") && path.endsWith("/pods")
                    ? handleCreate(created(request, path))
                    : super.dispatch(request);
        }

        @Override
        public MockResponse handlePatch(RecordedRequest request) {
            return request.getPath().contains("force=true")
                    ? handleCreate(created(request, request.getPath().replaceAll("/[^/]+$", "")))
                    : super.handlePatch(request);
        }

        private RecordedRequest created(RecordedRequest request, String path) {
            String body = request.getUtf8Body();
            if (path.endsWith("/pods")) {
                Pod pod = serialization.unmarshal(body, Pod.class);
                pod.setStatus(new PodStatusBuilder().withPhase("Pending").build());
                body = serialization.asJson(pod);
            }
            return new RecordedRequest(
                    "HTTP/1.1", HttpMethod.POST, path, request.getHeaders(), new Buffer().writeUtf8(body));
        }

        private boolean isAllowed(String account, RecordedRequest request) {
            Matcher matcher = RESOURCE.matcher(request.getPath());
            if (!matcher.matches()) {
                say("denied: " + account + " " + request.getMethod() + " " + request.getPath());
                return false;
            }
            boolean isNamed = matcher.group(2) != null;
            String resource = matcher.group(1) + (matcher.group(3) == null ? "" : "/" + matcher.group(3));
            String verb =
                    switch (request.getMethod()) {
                        case "GET" -> String.valueOf(matcher.group(4)).contains("watch=true")
                                ? "watch"
                                : isNamed ? "get" : "list";
                        case "POST" -> "create";
                        case "PUT" -> "update";
                        case "PATCH" -> "patch";
                        default -> isNamed ? "delete" : "deletecollection";
                    };
            boolean isAllowed = account.equals("account-compute-trends")
                    && rules.stream()
                            .anyMatch(rule -> rule.getResources().contains(resource)
                                    && rule.getVerbs().contains(verb));
            say((isAllowed ? "allowed: " : "denied: ") + account + " " + verb + " " + resource);
            return isAllowed;
        }
    }

    /** Serves at the name and with the certificate that pods are configured with. */
    private void serveTls() throws IOException, GeneralSecurityException {
        char[] password = "changeit".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("tls/server.p12"))) {
            keys.load(in, password);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
        managers.init(keys, password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        ServerSocket server =
                tls.getServerSocketFactory().createServerSocket(443, 100, InetAddress.getByName(GATEWAY));
        inBackground(() -> {
            while (true) {
                Socket outer = server.accept();
                Socket inner = new Socket("127.0.0.1", PORT);
                inBackground(() -> pass(outer, inner));
                inBackground(() -> pass(inner, outer));
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                say("connection: " + e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // Either side may close the connection.
        }
    }

    /** Does the work of the Job controller, once. */
    private void startJob(PodTemplateSpec template) {
        client.pods()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("job-" + ++jobs)
                        .withNamespace(NAMESPACE)
                        .withLabels(template.getMetadata().getLabels())
                        .endMetadata()
                        .withSpec(template.getSpec())
                        .build())
                .create();
    }

    /** Starts new pods, and ends deleted ones. */
    private void reconcile(Set<String> known) throws IOException, InterruptedException {
        Set<String> there = new HashSet<>();
        for (Pod pod : client.pods().list().getItems()) {
            String name = pod.getMetadata().getName();
            there.add(name);
            if (known.add(name)) {
                start(pod, "10.244.0." + (9 + known.size()));
            }
        }
        running.forEach((name, process) -> {
            if (!there.contains(name) && running.remove(name) != null) {
                say("deleted: " + name);
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }
        });
        writeHosts();
    }

    /**
     * Writes the names of pods, and of services by the pods that they select, to the file that every pod mounts as
     * /etc/hosts.
     */
    private void writeHosts() throws IOException {
        StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n" + GATEWAY + " " + SERVER + "\n");
        addresses.forEach((name, address) -> hosts.append(address + " " + name + "\n"));
        for (Service service : client.services().list().getItems()) {
            client.pods().withLabels(service.getSpec().getSelector()).list().getItems().stream()
                    .map(pod -> addresses.get(pod.getMetadata().getName()))
                    .filter(address -> address != null)
                    .forEach(address -> hosts.append(
                            address + " " + service.getMetadata().getName() + "." + NAMESPACE + ".svc\n"));
        }
        Path file = folder.resolve("hosts");
        if (!Files.exists(file) || !Files.readString(file).contentEquals(hosts)) {
            // Written in place, because pods mount this file.
            Files.writeString(file, hosts, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    private void start(Pod pod, String address) throws IOException, InterruptedException {
        String name = pod.getMetadata().getName();
        Container container = pod.getSpec().getContainers().get(0);
        Path own = Files.createDirectories(folder.resolve("pods").resolve(name));
        Files.writeString(own.resolve("pod.yaml"), serialization.asYaml(pod));
        addresses.put(name, address);
        writeHosts();
        Map<String, String> environment = environment(pod, container, address);
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--uts", "bash"));
        command.add(Files.writeString(own.resolve("start"), mounts(pod, container, own)).toString());
        command.addAll(
                container.getCommand().isEmpty() ? List.of(folder + "/image/entrypoint.sh") : container.getCommand());
        container.getArgs().stream()
                .map(word -> VARIABLE.matcher(word)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(environment.getOrDefault(found.group(1), found.group()))))
                .forEach(command::add);
        command.addAll(0, List.of("ip", "netns", "exec", network(address)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("log").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        running.put(name, process);
        say("started: " + name + " of account " + pod.getSpec().getServiceAccountName());
        setStatus(name, running(container, address));
        process.onExit().thenAccept(ended -> {
            running.remove(name);
            say("ended: " + name + " " + ended.exitValue());
            setStatus(name, ended(container, address, ended.exitValue()));
        });
    }

    /** Creates a network namespace on the script's bridge. */
    private static String network(String address) throws IOException, InterruptedException {
        String name = "stand-in-" + address.substring(address.lastIndexOf('.') + 1);
        String link = name.replace("stand-in-", "standin");
        for (String line : List.of(
                "ip netns add " + name,
                "ip link add " + link + " type veth peer name eth0 netns " + name,
                "ip link set " + link + " master standin up",
                "ip -n " + name + " addr add " + address + "/24 dev eth0",
                "ip -n " + name + " link set eth0 up",
                "ip -n " + name + " link set lo up")) {
            if (new ProcessBuilder(line.split(" ")).inheritIO().start().waitFor() != 0) {
                throw new IOException(line);
            }
        }
        return name;
    }

    private static Map<String, String> environment(Pod pod, Container container, String address) {
        Map<String, String> environment = new LinkedHashMap<>(Map.of(
                "PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
                "HOME", "/tmp",
                "SPARK_HOME", "/opt/spark",
                "HOSTNAME", pod.getMetadata().getName(),
                "KUBERNETES_SERVICE_HOST", SERVER,
                "KUBERNETES_SERVICE_PORT", "443"));
        for (EnvVar variable : container.getEnv()) {
            environment.put(
                    variable.getName(),
                    variable.getValueFrom() == null
                            ? Optional.ofNullable(variable.getValue()).orElse("")
                            : switch (variable.getValueFrom().getFieldRef().getFieldPath()) {
                                case "metadata.name" -> pod.getMetadata().getName();
                                case "metadata.namespace" -> NAMESPACE;
                                case "status.podIP" -> address;
                                default -> throw new IllegalArgumentException(variable.toString());
                            });
        }
        return environment;
    }

    /**
     * A script that mounts the image's folders and the pod's volumes, then executes its arguments as the image's
     * user.
     */
    private String mounts(Pod pod, Container container, Path own) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder("set -e\nhostname \"$HOSTNAME\"\nmount --make-rprivate /\n");
        mount(script, folder.resolve("image/spark"), "/opt/spark");
        mount(script, folder.resolve("image/compute-trends"), "/opt/compute-trends");
        mount(script, folder.resolve("hosts"), "/etc/hosts");
        mount(script, folder.resolve("passwd"), "/etc/passwd");
        mount(script, writable(own.resolve("work-dir")), "/opt/spark/work-dir");
        Path account = Files.createDirectories(own.resolve("account"));
        Files.writeString(account.resolve("namespace"), NAMESPACE);
        Files.writeString(account.resolve("token"), "account-" + pod.getSpec().getServiceAccountName());
        Files.copy(folder.resolve("tls/ca.crt"), account.resolve("ca.crt"));
        mount(script, account, ACCOUNT_FOLDER.toString());
        for (VolumeMount mount : container.getVolumeMounts()) {
            Volume volume = pod.getSpec().getVolumes().stream()
                    .filter(one -> one.getName().equals(mount.getName()))
                    .findFirst()
                    .orElseThrow();
            Path content = writable(own.resolve("volume-" + volume.getName()));
            if (volume.getConfigMap() != null) {
                ConfigMap map = configMap(volume.getConfigMap().getName());
                for (KeyToPath file : volume.getConfigMap().getItems()) {
                    Files.writeString(content.resolve(file.getPath()), map.getData().get(file.getKey()));
                }
            } else if (volume.getEmptyDir() == null) {
                throw new IllegalArgumentException("no such volume here: " + volume);
            }
            mount(script, content, mount.getMountPath());
        }
        return script + "cd /opt/spark/work-dir\nexec setpriv --reuid=185 --regid=185 --clear-groups \"$@\"\n";
    }

    private static void mount(StringBuilder script, Path content, String target) {
        script.append(Files.isDirectory(content) ? "mkdir -p '" + target + "'\n" : "")
                .append("mount --bind '" + content + "' '" + target + "'\n");
    }

    private static Path writable(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (!folder.toFile().setWritable(true, false)) {
            throw new IOException("cannot open " + folder);
        }
        return folder;
    }

    /** Spark creates the driver's pod before the ConfigMap that the pod waits for. */
    private ConfigMap configMap(String name) throws InterruptedException {
        while (true) {
            ConfigMap map = client.configMaps().withName(name).get();
            if (map != null) {
                return map;
            }
            Thread.sleep(50);
        }
    }

    private void setStatus(String name, PodStatus status) {
        if (client.pods().withName(name).get() != null) {
            client.pods().withName(name).editStatus(pod -> new PodBuilder(pod).withStatus(status).build());
        }
    }

    private static PodStatus running(Container container, String address) {
        return new PodStatusBuilder()
                .withPhase("Running")
                .withPodIP(address)
                .withStartTime(Instant.now().toString())
                .addNewCondition().withType("Ready").withStatus("True").endCondition()
                .withContainerStatuses(status(container)
                        .withReady(true)
                        .withNewState()
                        .withNewRunning().withStartedAt(Instant.now().toString()).endRunning()
                        .endState()
                        .build())
                .build();
    }

    private static PodStatus ended(Container container, String address, int exitCode) {
        return new PodStatusBuilder()
                .withPhase(exitCode == 0 ? "Succeeded" : "Failed")
                .withPodIP(address)
                .withContainerStatuses(status(container)
                        .withReady(false)
                        .withNewState()
                        .withNewTerminated()
                        .withExitCode(exitCode)
                        .withReason(exitCode == 0 ? "Completed" : "Error")
                        .withFinishedAt(Instant.now().toString())
                        .endTerminated()
                        .endState()
                        .build())
                .build();
    }

    private static ContainerStatusBuilder status(Container container) {
        return new ContainerStatusBuilder().withName(container.getName()).withImage(container.getImage());
    }
}
