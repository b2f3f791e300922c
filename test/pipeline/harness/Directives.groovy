/** Applies the directives of a pipeline or a stage: each method runs a body within the effect of one directive. */
class Directives {

    private static final int WAIT_MS = 50

    private final Build build
    private final Steps script

    Directives(Build build, Steps script) {
        this.build = build
        this.script = script
    }

    void options(Closure block, Closure body) {
        Closure within = body
        (block ? Recorder.record(block, script).reverse() : []).each { name, args ->
            Closure inner = within
            Object arg = args ? args[0] : null
            switch (name) {
                case 'timeout':
                    within = { Timeouts.limit(arg instanceof Map ? arg : [time: arg], inner) }
                    break
                case 'lock':
                    within = { lock(arg instanceof Map ? arg.resource : arg, inner) }
                    break
                case 'timestamps':
                    Log.timestamps = true
                    break
                case 'skipStagesAfterUnstable':
                    build.skipsAfterUnstable = true
            }
        }
        within()
    }

    private static void lock(String resource, Closure body) {
        // Only one build runs here, so the lock is always free.
        Log.info("Lock acquired on [Resource: $resource]")
        body()
        Log.info("Lock released on resource [Resource: $resource]")
    }

    void input(Closure block, Closure body) {
        if (block) ask(Recorder.recordByName(block, script))
        body()
    }

    private void ask(Map input) {
        Log.info("$input.message (${input.ok ?: 'Proceed'} or Abort${input.submitter ? ", by $input.submitter" : ''})")
        if (build.answer == 'abort') throw new Interrupted('Rejected by user', null)
        while (build.answer == 'none') {
            Context.current().check()
            sleep(WAIT_MS)
        }
        Log.info('Approved by user')
    }

    /** Checks out a new workspace. A stage without an agent, or with `none`, stays on the current agent. */
    void agent(Object agent, Closure body) {
        if (agent == null || agent == 'none') {
            body()
            return
        }
        Context.current().check()
        File workspace = Workspaces.next()
        Log.info("Running on an agent in $workspace.path")
        Workspaces.checkOut(workspace)
        Map variables = Workspaces.environmentOf(workspace, build.branchName, build.previousCommit)
        Context context = Context.current()
        context.within(workspace: workspace, environment: context.environment + variables, body)
    }

    /** Binds credentials first, because other variables may refer to them. */
    void environment(Closure block, Closure body) {
        Closure secret = { name, value -> value instanceof Map }
        Map credentials = Recorder.variables(block, script).findAll(secret)
        Credentials.bind(credentials.collectEntries { name, value -> [name, value.credentials] }) {
            Map<String, String> plain = Recorder.variables(block, script).findAll { name, value -> !secret(name, value) }
            Context.current().withEnvironment(plain, body)
        }
    }

}
