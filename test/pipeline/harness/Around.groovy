/** What a stage or a pipeline has around its steps. */
class Around {

    private static final int WAIT_MS = 50

    private final Build build
    private final Steps script

    Around(Build build, Steps script) {
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
        // There is only one build here, which nobody else holds up.
        Log.say("Lock acquired on [Resource: $resource]")
        body()
        Log.say("Lock released on resource [Resource: $resource]")
    }

    void input(Closure block, Closure body) {
        if (block) ask(Recorder.recordOnce(block, script))
        body()
    }

    private void ask(Map input) {
        Log.say("$input.message (${input.ok ?: 'Proceed'} or Abort${input.submitter ? ", by $input.submitter" : ''})")
        if (build.answer == 'abort') throw new Interrupted('Rejected by somebody', null)
        while (build.answer == 'none') {
            Context.current().check()
            sleep(WAIT_MS)
        }
        Log.say('Approved by somebody')
    }

    /** `none` leaves a stage on the agent that it is on. */
    void agent(Object agent, Closure body) {
        if (agent == null || agent == 'none') {
            body()
            return
        }
        Context.current().check()
        File workspace = Workspaces.next()
        Log.say("Running on an agent in $workspace.path")
        Workspaces.checkOut(workspace)
        Map more = Workspaces.environmentOf(workspace, build.branchName, build.previousCommit)
        Context context = Context.current()
        context.within(workspace: workspace, environment: context.environment + more, body)
    }

    /** Credentials first: other variables may be made of them. */
    void environment(Closure block, Closure body) {
        Closure secret = { name, value -> value instanceof Map }
        Map credentials = Recorder.variables(block, script).findAll(secret)
        Credentials.bind(credentials.collectEntries { name, value -> [name, value.credentials] }) {
            Map<String, String> plain = Recorder.variables(block, script).findAll { name, value -> !secret(name, value) }
            Context.current().withEnvironment(plain, body)
        }
    }

}
