package dev.nadir.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Runs the command in this process and keeps what it says. */
final class Shell {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final int code;

    private Shell(Path folder, BooleanSupplier isInterrupted, String... arguments) {
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, folder);
        this.code = new Nadir(console, isInterrupted).run(arguments);
    }

    /** Runs it in the project's own folder. */
    static Shell run(String... arguments) {
        return new Shell(Path.of(""), () -> false, arguments);
    }

    /** Runs it in a folder. */
    static Shell runIn(Path folder, String... arguments) {
        return new Shell(folder, () -> false, arguments);
    }

    /** Runs it, interrupted when the condition says so. */
    static Shell runInterrupted(Path folder, BooleanSupplier isInterrupted, String... arguments) {
        return new Shell(folder, isInterrupted, arguments);
    }

    int code() {
        return code;
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
