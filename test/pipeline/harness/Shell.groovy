import java.util.concurrent.TimeUnit

/** Runs a script as the `sh` step of Jenkins does, in a process group of its own, which is ended with what it belongs to. */
class Shell {

    private static final List<Long> GROUPS = [].asSynchronized()
    private static final int SECONDS_TO_END = 10

    /** What it wrote to its output, if that is wanted, and its exit code. */
    static Map run(String script, Map<String, String> environment, boolean wantsOutput) {
        Context context = Context.current()
        File workspace = context.requireWorkspace()
        context.check()
        File file = File.createTempFile('script', '.sh', Workspaces.temporary(workspace))
        file.text = script
        file.executable = true
        List<String> interpreter = script.startsWith('#!') ? [] : ['sh', '-xe']
        ProcessBuilder builder = new ProcessBuilder(['setsid'] + interpreter + [file.path]).directory(workspace)
        builder.environment().putAll(environment)
        builder.redirectInput(new File('/dev/null')).redirectErrorStream(!wantsOutput)
        Process process = builder.start()
        GROUPS << process.pid()
        StringBuffer output = new StringBuffer()
        Closure say = { line -> Log.say(line, context.branch) }
        Closure keep = { line -> output << line << '\n' }
        List<Thread> readers = [reader(process.inputStream, wantsOutput ? keep : say), reader(process.errorStream, say)]
        try {
            while (process.alive) {
                context.check()
                process.waitFor(50, TimeUnit.MILLISECONDS)
            }
        } catch (Interrupted e) {
            end(process.pid())
            throw e
        } finally {
            // What it has left running in the background may hold its output; Jenkins does not wait for that either.
            readers*.join(1000)
            file.delete()
        }
        [code: process.exitValue(), output: output.toString()]
    }

    /** Whatever a step has left running is ended with the build. */
    static void endAll() { GROUPS.each { group -> end(group) } }

    private static Thread reader(InputStream stream, Closure take) {
        Thread.startDaemon {
            try {
                stream.eachLine('UTF-8', 1) { String line, int number -> take(line) }
            } catch (IOException ignored) {
                // It was ended.
            }
        }
    }

    private static void end(long group) {
        if (!signal('TERM', group)) return
        for (int i = 0; i < SECONDS_TO_END * 20 && signal('0', group); i++) sleep(50)
        signal('KILL', group)
    }

    private static boolean signal(String name, long group) {
        ['sh', '-c', "kill -s $name -- -$group"].execute().with { process ->
            process.consumeProcessOutput()
            process.waitFor() == 0
        }
    }

}
