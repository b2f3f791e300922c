/** Writes to standard output and to the log file. Masks secrets and prefixes the name of the parallel branch. */
class Log {

    static boolean timestamps = false
    private static final int MIN_LINE_LENGTH = 8
    private static final List<String> SECRETS = []
    private static PrintStream file

    static void open(File path) { file = new PrintStream(path.newOutputStream(), true, 'UTF-8') }

    /** Masks the lines of a secret from now on. Skips short lines of a longer secret, which would mask half of the log. */
    static synchronized void mask(String secret) {
        List<String> lines = secret.readLines()*.trim().findAll()
        List<String> masked = lines.size() == 1 ? lines : lines.findAll { line -> line.size() >= MIN_LINE_LENGTH }
        // A shell with `set -x` may print the secret with quotes.
        SECRETS.addAll(masked + masked*.replace("'", "'\\''"))
        // Replace the longest first, because one secret may contain another.
        SECRETS.unique().sort { line -> -line.size() }
    }

    static String redact(String text) { SECRETS.inject(text) { masked, secret -> masked.replace(secret, '****') } }

    static synchronized void info(String text, String branch = Context.current()?.branch) {
        String prefix = (timestamps ? new Date().format('[HH:mm:ss] ') : '') + (branch ? "[$branch] " : '')
        redact(text).eachLine { line -> write(prefix + line) }
    }

    static synchronized void write(String line) {
        System.out.println(line)
        System.out.flush()
        file?.println(line)
    }

}
