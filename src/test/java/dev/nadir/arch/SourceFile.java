package dev.nadir.arch;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A Java source of the house, as text and as the compiler's tree. */
record SourceFile(Path path, String text, CompilationUnitTree tree, DocTrees trees) {

    /** Every source below a folder, parsed, in the order of the paths. */
    static List<SourceFile> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(file -> parse(file, read(file)))
                    .toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** A source that need not be on disk. */
    static SourceFile parse(Path path, String text) {
        JavaFileObject source = new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, List.of(source));
        try {
            CompilationUnitTree tree = task.parse().iterator().next();
            return new SourceFile(path, text, tree, DocTrees.instance(task));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    int lineCount() {
        return (int) text.lines().count();
    }

    /** The line of a place in the text, from 1. */
    int lineOf(long position) {
        return (int) tree.getLineMap().getLineNumber(position);
    }
}
