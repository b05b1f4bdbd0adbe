package dev.nadir.arch.broken.expr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Does all that only others may. */
class Effects {

    static int counter;

    static final int[] OPEN_ARRAY = {1, 2};

    void print() {
        System.out.println(counter);
    }

    void trace(IOException problem) {
        problem.printStackTrace();
    }

    String read(Path path) throws IOException {
        return Files.readString(path) + System.getenv("HOME");
    }

    Process start() throws IOException {
        return new ProcessBuilder(List.of("true")).start();
    }

    long time() {
        return System.nanoTime();
    }

    int chance(Random random) {
        return random.nextInt();
    }

    java.net.Socket socket() {
        return new java.net.Socket();
    }
}
