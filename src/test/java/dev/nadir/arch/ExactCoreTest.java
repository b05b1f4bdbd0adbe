package dev.nadir.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.thirdparty.org.objectweb.asm.ClassReader;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.ClassVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.FieldVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.MethodVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Opcodes;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Type;
import dev.nadir.numeric.privacy.GramMechanism;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Between the data and its release there is no floating point: not one instruction, argument or field, in the classes as
 * compiled. One class may load floating point numbers, to take their bits apart.
 */
class ExactCoreTest {

    /** Every instruction on floating point numbers. */
    private static final Map<Integer, String> INSTRUCTIONS = instructions(List.of(
            "FCONST_0",
            "FCONST_1",
            "FCONST_2",
            "DCONST_0",
            "DCONST_1",
            "FLOAD",
            "DLOAD",
            "FSTORE",
            "DSTORE",
            "FALOAD",
            "DALOAD",
            "FASTORE",
            "DASTORE",
            "FADD",
            "DADD",
            "FSUB",
            "DSUB",
            "FMUL",
            "DMUL",
            "FDIV",
            "DDIV",
            "FREM",
            "DREM",
            "FNEG",
            "DNEG",
            "I2F",
            "I2D",
            "L2F",
            "L2D",
            "F2I",
            "F2L",
            "F2D",
            "D2I",
            "D2L",
            "D2F",
            "FCMPL",
            "FCMPG",
            "DCMPL",
            "DCMPG",
            "FRETURN",
            "DRETURN"));

    private static final Set<String> TAKING_BITS_APART = Set.of("DALOAD", "java.lang.Double.doubleToRawLongBits", "[D");

    @Test
    void from_the_data_to_the_release_nothing_computes_with_floating_point() throws Exception {
        Map<String, Set<String>> found = floatingIn(classesBeside(GramMechanism.class));

        assertThat(found).containsOnlyKeys("FixedPoint");
        assertThat(found.get("FixedPoint")).isSubsetOf(TAKING_BITS_APART);
    }

    @Test
    void the_check_sees_the_classes_it_is_for() throws Exception {
        assertThat(classesBeside(GramMechanism.class))
                .extracting(file -> file.getFileName().toString())
                .contains(
                        "IntegerGram.class",
                        "DiscreteGaussian.class",
                        "ExactChance.class",
                        "ZCdpAccountant.class",
                        "PrivacyParameters.class",
                        "Release.class");
    }

    @Test
    void floating_point_is_seen_in_signatures_in_arithmetic_and_in_conversions() throws Exception {
        Map<String, Set<String>> found =
                floatingIn(classesBeside(dev.nadir.arch.broken.numeric.privacy.GramMechanism.class));

        assertThat(found).containsOnlyKeys("IntegerGram");
        assertThat(found.get("IntegerGram"))
                .contains("[D", "F", "D", "DADD", "DMUL", "FLOAD", "D2L", "L2D", "F2D", "0.5");
    }

    private static Map<Integer, String> instructions(List<String> names) {
        Map<Integer, String> instructions = new TreeMap<>();
        for (String name : names) {
            try {
                instructions.put(Opcodes.class.getField(name).getInt(null), name);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(name, e);
            }
        }
        return instructions;
    }

    private static List<Path> classesBeside(Class<?> type) throws Exception {
        Path folder = Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .resolve(type.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    private static Map<String, Set<String>> floatingIn(List<Path> files) {
        Map<String, Set<String>> found = new TreeMap<>();
        for (Path file : files) {
            Set<String> here = new TreeSet<>();
            try {
                new ClassReader(Files.readAllBytes(file)).accept(new Finder(here), ClassReader.SKIP_DEBUG);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (!here.isEmpty()) {
                found.put(file.getFileName().toString().replace(".class", ""), here);
            }
        }
        return found;
    }

    /** Notes every trace of floating point in a class. */
    private static final class Finder extends ClassVisitor {

        private final Set<String> found;

        Finder(Set<String> found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            note(Type.getType(descriptor));
            return super.visitField(access, name, descriptor, signature, value);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String sig, String[] exceptions) {
            noteAll(descriptor);
            return new Instructions();
        }

        private void noteAll(String descriptor) {
            Stream.of(Type.getArgumentTypes(descriptor)).forEach(this::note);
            note(Type.getReturnType(descriptor));
        }

        private void note(Type type) {
            Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
            boolean isBoxed = Set.of("java.lang.Double", "java.lang.Float").contains(element.getClassName());
            if (isBoxed || element.getSort() == Type.DOUBLE || element.getSort() == Type.FLOAT) {
                found.add(type.getDescriptor());
            }
        }

        private final class Instructions extends MethodVisitor {

            Instructions() {
                super(Opcodes.ASM9);
            }

            @Override
            public void visitInsn(int opcode) {
                noteInstruction(opcode);
            }

            @Override
            public void visitVarInsn(int opcode, int variable) {
                noteInstruction(opcode);
            }

            private void noteInstruction(int opcode) {
                String name = INSTRUCTIONS.get(opcode);
                if (name != null) {
                    found.add(name);
                }
            }

            @Override
            public void visitLdcInsn(Object value) {
                if (value instanceof Double || value instanceof Float) {
                    found.add(value.toString());
                }
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                boolean isBits = owner.equals("java/lang/Double") && name.equals("doubleToRawLongBits");
                if (isBits) {
                    found.add("java.lang.Double.doubleToRawLongBits");
                } else {
                    noteAll(descriptor);
                }
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
                note(Type.getType(descriptor));
            }
        }
    }
}
