/** The base class of the compiled Jenkinsfile. Its methods are the steps. */
abstract class Steps extends Script {

    private Build build
    /** The block of `pipeline`. */
    Closure pipelineBlock

    /** Not a property setter, because a script stores unknown properties in its binding. */
    void attach(Build build) { this.build = build }

    Variables getEnv() { new Variables(build) }

    Map getParams() { build.params.asImmutable() }

    CurrentBuild getCurrentBuild() { new CurrentBuild(build) }

    /** Environment variables are also available without `env`. */
    Object propertyMissing(String name) {
        Map<String, String> variables = Variables.current(build)
        if (variables.containsKey(name)) return variables[name]
        throw new MissingPropertyException(name, Steps)
    }

    void pipeline(Closure block) { pipelineBlock = block }

    Object script(Closure body) { body() }

    Object sh(Map args) {
        if (args.label) Log.info("[${args.label}]")
        Map outcome = Shell.run(args.script, build.currentEnvironment(), args.returnStdout ?: false)
        if (args.returnStatus) return outcome.code
        if (outcome.code != 0) throw new StepFailed("script returned exit code $outcome.code")
        args.returnStdout ? outcome.output : null
    }

    Object sh(String script) { sh(script: script) }

    void echo(Map args) { echo(args.message) }

    void echo(String message) {
        Context.current().check()
        Log.info(message)
    }

    void error(Map args) { error(args.message) }

    void error(String message) { throw new StepFailed(message) }

    void timeout(Map args, Closure body) { Timeouts.limit(args, body) }

    void timeout(int minutes, Closure body) { Timeouts.limit([time: minutes], body) }

    Map file(Map binding) { binding }

    Map string(Map binding) { binding }

    void withCredentials(List<Map> bindings, Closure body) {
        Credentials.bind(bindings.collectEntries { binding -> [binding.variable, binding.credentialsId] }, body)
    }

    void withCredentials(Map args, Closure body) { withCredentials(args.bindings, body) }

    void milestone(Map args) { Log.info("Trying to pass milestone ${args.ordinal ?: ''}") }

    void milestone(int ordinal) { milestone(ordinal: ordinal) }

    Object junit(Map args) { new FileSteps(build).junit(args) }

    Object junit(String testResults) { junit(testResults: testResults) }

    void recordCoverage(Map args) { new FileSteps(build).recordCoverage(args) }

    void archiveArtifacts(Map args) { new FileSteps(build).archiveArtifacts(args) }

    void archiveArtifacts(String artifacts) { archiveArtifacts(artifacts: artifacts) }

    void stash(Map args) { new FileSteps(build).stash(args) }

    void stash(String name) { stash(name: name) }

    void unstash(Map args) { new FileSteps(build).unstash(args.name) }

    void unstash(String name) { unstash(name: name) }

    void mail(Map args) {
        Context.current().check()
        if (!(args.to || args.cc || args.bcc)) throw new StepFailed('Email not sent: it has no recipients')
        File folder = new File(build.output, 'mail')
        folder.mkdirs()
        File file = new File(folder, "${folder.list().size() + 1}.txt")
        file.text = ['to', 'cc', 'bcc', 'from', 'replyTo', 'subject'].findAll { name -> args[name] }
            .collect { name -> "$name: ${args[name]}\n" }.join('') + "\n${args.body}\n"
        Log.info("Mail to ${args.to ?: args.cc ?: args.bcc}: $args.subject")
    }

}
