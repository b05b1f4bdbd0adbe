package dev.nadir.cli;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The entry point of the command. */
public final class Main {

    private Main() {}

    /** Runs the command; without arguments, the main job. Exits only if something is to be told. */
    public static void main(String[] arguments) {
        Console console = new Console(writer(System.out), writer(System.err), isTerminal(), Path.of(""));
        Interrupt interrupt = Interrupt.install();
        int code;
        try {
            code = new Nadir(console, interrupt::isRequested).run(arguments);
        } finally {
            console.out().flush();
            console.err().flush();
            interrupt.finished();
        }
        if (code != 0 && !interrupt.isRequested()) {
            System.exit(code);
        }
    }

    /** Whether a person watches. On the Java that this is built for, there is a console only then. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        return System.console() != null;
    }

    /** Results hold box-drawing characters, so that the encoding does not follow the locale. */
    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
    }
}
