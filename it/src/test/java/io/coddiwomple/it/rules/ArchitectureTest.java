package io.coddiwomple.it.rules;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The arrows and laws of the architecture that a compiler does not see. */
@AnalyzeClasses(
        packages = "io.coddiwomple",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
final class ArchitectureTest {
    /** The tests of a module that others use come as a jar. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String CORE_ONLY =
            "core is a pure function: text, model, plan and text again, the same on every machine and at every hour";

    /** Streams of bytes are values that a caller hands in; what opens files is not. */
    private static final DescribedPredicate<JavaClass> OUTSIDE_WORLD = new DescribedPredicate<>("the world outside") {
        private static final Set<String> HARMLESS = Set.of(
                "java.io.Reader",
                "java.io.StringReader",
                "java.io.OutputStream",
                "java.io.InputStream",
                "java.io.IOException",
                "java.io.UncheckedIOException",
                "java.io.Serializable",
                "java.net.InetAddress",
                "java.net.Inet4Address",
                "java.net.Inet6Address");

        @Override
        public boolean test(JavaClass type) {
            String name = type.getName();
            return !HARMLESS.contains(name)
                    && (name.startsWith("java.io.")
                            || name.startsWith("java.nio.file.")
                            || name.startsWith("java.nio.channels.")
                            || name.startsWith("java.net.")
                            || name.startsWith("java.util.concurrent.")
                            || name.startsWith("java.util.logging.")
                            || name.startsWith("java.lang.foreign.")
                            || Set.of(
                                            "java.lang.Thread",
                                            "java.lang.Process",
                                            "java.lang.ProcessBuilder",
                                            "java.lang.ProcessHandle",
                                            "java.lang.Runtime",
                                            "java.time.Clock",
                                            "java.time.InstantSource",
                                            "java.util.Random",
                                            "java.util.SplittableRandom",
                                            "java.util.Timer",
                                            "java.security.SecureRandom")
                                    .contains(name));
        }
    };

    private static final DescribedPredicate<JavaAccess<?>> MACHINE =
            new DescribedPredicate<>("what differs by machine") {
                @Override
                public boolean test(JavaAccess<?> access) {
                    String owner = access.getTargetOwner().getName();
                    String name = access.getName();
                    return owner.equals("java.lang.System")
                                    && Set.of(
                                                    "in",
                                                    "out",
                                                    "err",
                                                    "currentTimeMillis",
                                                    "nanoTime",
                                                    "getenv",
                                                    "getProperty",
                                                    "exit")
                                            .contains(name)
                            || owner.startsWith("java.time.") && name.equals("now")
                            || owner.equals("java.util.UUID") && name.equals("randomUUID")
                            || owner.equals("java.lang.Math") && name.equals("random");
                }
            };

    private static final DescribedPredicate<JavaFieldAccess> STANDARD_STREAM =
            new DescribedPredicate<>("a standard stream") {
                @Override
                public boolean test(JavaFieldAccess access) {
                    String owner = access.getTargetOwner().getName();
                    return (owner.equals("java.lang.System") || owner.equals("java.io.FileDescriptor"))
                            && Set.of("in", "out", "err").contains(access.getName());
                }
            };

    private static final DescribedPredicate<JavaClass> OPEN = new DescribedPredicate<>("neither final nor abstract") {
        @Override
        public boolean test(JavaClass type) {
            return !type.getModifiers().contains(JavaModifier.FINAL)
                    && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                    && !type.isInterface()
                    && !type.isEnum()
                    && !type.isAnonymousClass()
                    && !type.getSimpleName().equals("package-info");
        }
    };

    @ArchTest
    static final ArchRule coreTouchesNothingOutside = noClasses()
            .that()
            .resideInAPackage("io.coddiwomple.(model|spec|plan|install|resource|yaml|change|problem|port)..")
            .should()
            .dependOnClassesThat(OUTSIDE_WORLD)
            .because(CORE_ONLY);

    @ArchTest
    static final ArchRule coreAsksNoClockNoMachineAndNoDice = noClasses()
            .that()
            .resideInAPackage("io.coddiwomple.(model|spec|plan|install|resource|yaml|change|problem|port)..")
            .should()
            .accessTargetWhere(MACHINE)
            .because(CORE_ONLY);

    @ArchTest
    static final ArchRule coreKnowsNoLibraryButTheYamlReader = classes()
            .that()
            .resideInAPackage("io.coddiwomple.(model|spec|plan|install|resource|yaml|change|problem|port)..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.snakeyaml.engine..",
                    "io.coddiwomple.(model|spec|plan|install|resource|yaml|change|problem|port)..");

    @ArchTest
    static final ArchRule onlyTheYamlPackageKnowsTheYamlReader = noClasses()
            .that()
            .resideOutsideOfPackage("io.coddiwomple.yaml..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snakeyaml..");

    @ArchTest
    static final ArchRule onlyEnvoyAndTheSandboxKnowEnvoysMessages = noClasses()
            .that()
            .resideOutsideOfPackages("io.coddiwomple.envoy..", "io.coddiwomple.sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.envoyproxy..", "com.google.protobuf..");

    @ArchTest
    static final ArchRule theTranslationTouchesNothingOutside = noClasses()
            .that()
            .resideInAPackage("io.coddiwomple.envoy")
            .should()
            .dependOnClassesThat(OUTSIDE_WORLD)
            .because("equal resources give equal configurations, which are compared with istiod's");

    @ArchTest
    static final ArchRule theTranslationDoesNotKnowItsServer = noClasses()
            .that()
            .resideInAPackage("io.coddiwomple.envoy")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.coddiwomple.envoy.xds..", "io.grpc..", "io.netty..");

    @ArchTest
    static final ArchRule coreDoesNotKnowTheCommand = noClasses()
            .that()
            .resideOutsideOfPackages("io.coddiwomple.app..", "io.coddiwomple.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.coddiwomple.app..");

    @ArchTest
    static final ArchRule adaptersDoNotSeeEachOther =
            slices().matching("io.coddiwomple.(envoy|dns|ca)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule adaptersDoNotSeeTheSandbox = noClasses()
            .that()
            .resideInAnyPackage("io.coddiwomple.envoy..", "io.coddiwomple.dns..", "io.coddiwomple.ca..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.coddiwomple.sandbox..");

    @ArchTest
    static final ArchRule whatAsksARunningDemoNeedsNoSandbox = noClasses()
            .that()
            .resideInAPackage("io.coddiwomple.app.socket..")
            .or()
            .haveNameMatching("io\\.coddiwomple\\.app\\.demo\\.(Ask|Apply|AppliedObjects|Down|Told)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.coddiwomple.sandbox..", "io.coddiwomple.envoy..", "io.coddiwomple.dns..", "io.coddiwomple.ca..")
            .because("it starts with the libraries of cw gen alone, as the launcher says");

    @ArchTest
    static final ArchRule onlyFilesTouchStandardStreams = noClasses()
            .that()
            .resideOutsideOfPackages("io.coddiwomple.app.cli..", "io.coddiwomple.app.files..")
            .should()
            .accessFieldWhere(STANDARD_STREAM)
            .because(
                    "results and messages go through a Terminal, so that tests and other processes can stand in for it");

    @ArchTest
    static final ArchRule onlyWiringNamesCommandsAndRunnersTogether = noClasses()
            .that()
            .resideInAnyPackage("io.coddiwomple.app.run..", "io.coddiwomple.app.files..", "io.coddiwomple.app.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.coddiwomple.app.wiring..");

    @ArchTest
    static final ArchRule theCommandLineOnlyParses = noClasses()
            .that()
            .resideInAPackage("io.coddiwomple.app.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.coddiwomple.app.run..", "io.coddiwomple.plan..", "io.coddiwomple.model..");

    @ArchTest
    static final ArchRule modulesHaveNoCycles =
            slices().matching("io.coddiwomple.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheCommandHaveNoCycles =
            slices().matching("io.coddiwomple.app.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule classesAreFinalOrMeantToBeExtended =
            noClasses().that().resideInAPackage("io.coddiwomple..").should(be(OPEN));

    @ArchTest
    static final ArchRule namesAreNounsForWhatAThingIs = noClasses()
            .that()
            .resideInAPackage("io.coddiwomple..")
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)");

    @ArchTest
    static final ArchRule nobodyLogs = noClasses()
            .that()
            .resideInAPackage("io.coddiwomple..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "java.util.logging..", "org.apache.logging..")
            .because("gen, vip and their like start without a logging library; what users must know is a Problem");
}
