package dev.nadir.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules of the house, for the packages below a root, so that they can be tried on a house that breaks them.
 *
 * @param root the package that holds the stages
 */
record HouseRules(String root) {

    /** Types that stay behind one door, with the package that holds the door (and its children). */
    static final Map<String, String> THIRD_PARTIES = Map.of(
            "org.matheclipse", "symbolic.symja",
            "org.ejml", "numeric.linalg",
            "org.hipparchus", "numeric",
            "org.hipparchus.ode", "numeric.flow",
            "org.antlr", "model",
            "de.siegmar", "model",
            "com.fasterxml", "evidence",
            "picocli", "cli",
            "cc.redberry", "reduction.rings");

    private static final Set<String> PRINTING = Set.of(
            "java.lang.System.out",
            "java.lang.System.err",
            "java.lang.System.in",
            "java.lang.System.exit",
            "java.lang.System.console",
            "java.io.FileDescriptor.in",
            "java.io.FileDescriptor.out",
            "java.io.FileDescriptor.err",
            "java.lang.Runtime.exit",
            "java.lang.Runtime.halt",
            "java.lang.Runtime.addShutdownHook",
            "java.lang.Throwable.printStackTrace");

    private static final Set<String> ENVIRONMENT = Set.of(
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.getProperties",
            "java.lang.System.setProperty");

    private static final Set<String> CLOCK = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.lang.Thread.sleep",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.util.Date.<init>");

    private static final Set<String> CHANCE = Set.of(
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.util.Collections.shuffle",
            "java.util.random.RandomGenerator.getDefault",
            "java.util.random.RandomGenerator.of");

    private static final Set<String> CHANCE_TYPES = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom",
            "java.util.random.RandomGeneratorFactory");

    private static final Set<String> FILE_TYPES = Set.of(
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.nio.file.Files",
            "java.nio.channels.FileChannel");

    private static final Set<String> MUTABLE_TYPES = Set.of(
            "java.util.HashMap",
            "java.util.LinkedHashMap",
            "java.util.TreeMap",
            "java.util.HashSet",
            "java.util.LinkedHashSet",
            "java.util.ArrayList",
            "java.util.ArrayDeque",
            "java.lang.StringBuilder",
            "java.lang.ThreadLocal");

    ArchRule packagesAreFreeOfCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    ArchRule stagesImportOnlyToTheirLeft() {
        return classes().that().resideInAPackage(root + "..").should(new Stages(root).condition());
    }

    /** Types whose names start with {@code prefix} are used in {@code home} only, in no one else's signature or body. */
    ArchRule staysAtHome(String prefix, String home) {
        return noClasses()
                .that(outside(home))
                .should()
                .dependOnClassesThat(describe("are of " + prefix, type -> isOf(prefix, type)));
    }

    ArchRule onlyTheCommandPrintsOrExits() {
        return noClasses().that(outside("cli")).should(access("print, read standard input or exit", PRINTING));
    }

    /** The workbench may look up what evidence has to say about the machine. */
    ArchRule onlyTheCommandReadsTheEnvironment() {
        return noClasses().that(outside("cli", "workbench")).should(access("read the environment", ENVIRONMENT));
    }

    /** The command may open a stream on the standard descriptors, to write them in an encoding of its choice. */
    ArchRule onlyFourStagesTouchFiles() {
        return noClasses()
                .that(outside("model", "evidence", "report", "workbench"))
                .and(describe("are not the entry point", type -> !type.getName().equals(root + ".cli.Main")))
                .should()
                .dependOnClassesThat(named("touch files", FILE_TYPES));
    }

    ArchRule onlyReportsStartProcesses() {
        return noClasses()
                .that(outside("report"))
                .should()
                .dependOnClassesThat(named("start processes", Set.of("java.lang.ProcessBuilder", "java.lang.Process")));
    }

    ArchRule nobodyUsesTheNetwork() {
        return noClasses()
                .that(outside())
                .should()
                .dependOnClassesThat(describe(
                        "use the network",
                        type -> Set.of("java.net.http", "javax.net").contains(type.getPackageName())
                                || Set.of("java.net.Socket", "java.net.ServerSocket", "java.net.URLConnection")
                                        .contains(type.getName())));
    }

    ArchRule onlyTheFrontReadsTheClock() {
        return noClasses().that(outside("cli", "workbench")).should(access("read the clock", CLOCK));
    }

    ArchRule chanceComesFromTheSeed() {
        return noClasses()
                .that(outside())
                .and(describe("are neither the seed nor the one source of secret bits", type -> !Set.of(
                                root + ".base.Seed", root + ".numeric.privacy.SecureBits")
                        .contains(type.getName())))
                .should(access("make their own chance", CHANCE))
                .orShould()
                .dependOnClassesThat(named("make chance", CHANCE_TYPES));
    }

    /** What makes noise, or sees data that is to stay private, is behind the door of the exact packages. */
    ArchRule onlyReleasesLeaveThePrivateCore() {
        String core = root + ".numeric.privacy";
        Set<String> secrets = Set.of(core + ".IntegerGram", core + ".FixedPoint", core + ".ExactChance");
        return noClasses()
                .that(describe(
                        "are outside " + core, type -> !type.getPackageName().equals(core)))
                .should()
                .dependOnClassesThat(named("hold the data before its noise", secrets));
    }

    /** What follows a release sees the release only: neither the mechanism, nor where bits come from, nor ledgers. */
    ArchRule whatFollowsAReleaseSeesOnlyTheRelease() {
        String core = root + ".numeric.privacy";
        Set<String> makers =
                Set.of(core + ".GramMechanism", core + ".BitSource", core + ".SecureBits", core + ".Ledger");
        return noClasses()
                .that()
                .resideInAPackage(core + ".lowrank..")
                .should()
                .dependOnClassesThat(named("make releases", makers));
    }

    ArchRule staticFieldsAreFinal() {
        return fields().that()
                .areDeclaredInClassesThat(outside())
                .and()
                .areStatic()
                .and(describe(
                        "are not synthetic", field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
                .should(beConstant());
    }

    private static ArchCondition<JavaField> beConstant() {
        return new ArchCondition<>("be final, and neither a mutable collection nor an array that others can see") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                Set<JavaModifier> modifiers = field.getModifiers();
                String type = field.getRawType().getName();
                boolean isOpenArray = field.getRawType().isArray() && !modifiers.contains(JavaModifier.PRIVATE);
                boolean isMutable =
                        MUTABLE_TYPES.contains(type) || type.startsWith("java.util.concurrent.") || isOpenArray;
                if (!modifiers.contains(JavaModifier.FINAL) || isMutable) {
                    events.add(SimpleConditionEvent.violated(field, field.getDescription() + " is mutable state"));
                }
            }
        };
    }

    /** Classes of the house that are in none of the given packages or their children, and not generated. */
    private DescribedPredicate<JavaClass> outside(String... homes) {
        Predicate<JavaClass> isAtHome = type -> Arrays.stream(homes).anyMatch(home -> isIn(root + "." + home, type));
        return describe(
                "are outside " + List.of(homes),
                type -> isIn(root, type) && !isIn(root + ".model.grammar", type) && !isAtHome.test(type));
    }

    private static boolean isIn(String packageName, JavaClass type) {
        return type.getPackageName().equals(packageName)
                || type.getPackageName().startsWith(packageName + ".");
    }

    private static boolean isOf(String prefix, JavaClass type) {
        return type.getBaseComponentType().getName().startsWith(prefix + ".");
    }

    private static DescribedPredicate<JavaClass> named(String description, Set<String> names) {
        return describe(
                description, type -> names.contains(type.getBaseComponentType().getName()));
    }

    private static ArchCondition<JavaClass> access(String description, Set<String> members) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (JavaAccess<?> access : item.getAccessesFromSelf()) {
                    AccessTarget target = access.getTarget();
                    boolean isForbidden = members.stream()
                            .anyMatch(member -> member.equals(target.getOwner().getName() + "." + target.getName())
                                    || (member.startsWith("java.lang.Throwable.")
                                            && target.getOwner().isAssignableTo(Throwable.class)
                                            && member.endsWith("." + target.getName())));
                    if (isForbidden) {
                        // Used below noClasses(): what satisfies the condition breaks the rule.
                        events.add(SimpleConditionEvent.satisfied(item, access.getDescription()));
                    }
                }
            }
        };
    }
}
