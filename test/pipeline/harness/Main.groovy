import org.codehaus.groovy.control.CompilerConfiguration
import sun.misc.Signal
import sun.misc.SignalHandler

/** `Main CHECKOUT OPTION...`: validates and runs the Jenkinsfile. The exit code is 0 only if the build succeeds. */
class Main {

    private static final Object BUILD = new Object()
    private static final int SIGNAL_WINDOW_MS = 1000

    static void main(String[] args) {
        int code
        try {
            Settings settings = new Settings(args.drop(1) as List, new File(args[0]))
            code = isValid(settings.jenkinsfile) ? (settings.validate ? reportValid(settings) : run(settings)) : 1
        } catch (UsageError e) {
            System.err.println(e.message)
            code = 2
        }
        System.exit(code)
    }

    private static boolean isValid(File jenkinsfile) {
        List errors = Validator.validate(jenkinsfile)
        errors.each { line, message -> System.err.println("$jenkinsfile.name:$line: $message") }
        errors.empty
    }

    private static int reportValid(Settings settings) {
        System.out.println("$settings.jenkinsfile.name: valid")
        0
    }

    private static int run(Settings settings) {
        Build build = settings.build
        prepare(settings)
        Steps script = parse(settings.jenkinsfile)
        script.attach(build)
        script.run()
        abortOnSignals()
        try {
            Context.enter(new Context(scopes: [BUILD])) { new Runner(build, script).run(script.pipelineBlock) }
        } finally {
            Shell.terminateAll()
        }
        Log.write('')
        StageTable.print()
        if (settings.report) StageTable.write(settings.report)
        Log.write("Finished: $build.result")
        build.result == Result.SUCCESS ? 0 : 1
    }

    /** The terminal and npm may both send a signal for one Ctrl-C. A later signal interrupts `post`. */
    private static void abortOnSignals() {
        long last = 0
        SignalHandler abort = { signal ->
            if (System.currentTimeMillis() - last > SIGNAL_WINDOW_MS) {
                last = System.currentTimeMillis()
                Log.info('Aborted by user')
                Context.interrupt(new Interrupted('Aborted by user', BUILD))
            }
        }
        ['INT', 'TERM', 'HUP'].each { name -> Signal.handle(new Signal(name), abort) }
    }

    private static void prepare(Settings settings) {
        File output = settings.build.output
        try {
            Workspaces.commit = Workspaces.git(['-C', settings.repository.path,
                'rev-parse', '--verify', "$settings.commit^{commit}"])
        } catch (StepFailed e) {
            throw new UsageError(e.message)
        }
        ['artifacts', 'mail', 'stashes', 'workspaces'].each { name -> new File(output, name).deleteDir() }
        Workspaces.repository = settings.repository
        Workspaces.folder = new File(output, 'workspaces')
        Workspaces.folder.mkdirs()
        Log.open(new File(output, 'log'))
    }

    private static Steps parse(File jenkinsfile) {
        CompilerConfiguration configuration = new CompilerConfiguration(scriptBaseClass: 'Steps')
        new GroovyShell(Main.classLoader, new Binding(), configuration).parse(jenkinsfile.text, 'Jenkinsfile')
    }

}
