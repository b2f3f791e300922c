/** Runs a pipeline as Jenkins' own interpreter of declarative pipelines does. */
class Runner {

    private final Build build
    private final Steps script
    private final Around around
    private final When when
    private final Post post
    private final List<Throwable> known = [].asSynchronized()

    Runner(Build build, Steps script) {
        this.build = build
        this.script = script
        around = new Around(build, script)
        when = new When(build, script)
        post = new Post(build, script)
    }

    static String told(Throwable error) {
        error instanceof StepFailed || error instanceof Interrupted ? error.message : error.toString()
    }

    void run(Closure pipeline) {
        Map parts = Recorder.recordOnce(pipeline, script)
        build.params = Parameters.values(parts.parameters, script, build.params)
        boolean isPostDue = true
        try {
            around.agent(parts.agent) {
                around.environment(parts.environment) {
                    around.options(parts.options) {
                        List<Stage> stages = Recorder.record(parts.stages, script)
                            .collect { call -> new Stage(call[1][0], call[1][1], script) }
                        sequence(stages, null, null)
                        isPostDue = false
                        postOfBuild(parts.post)
                    }
                }
            }
        } catch (Throwable e) {
            failed(e)
        }
        // Where it did not even get to its first stage.
        if (isPostDue) postOfBuild(parts.post)
    }

    private void postOfBuild(Closure block) {
        if (!block) return
        Map row = StageTable.begin('Post')
        Throwable error = post.run(block, null)
        StageTable.end(row, Result.of(error))
    }

    private Throwable sequence(List<Stage> stages, Throwable before, String skipped) {
        stages.inject(before) { Throwable first, Stage stage ->
            try {
                evaluate(stage, first, skipped)
                first
            } catch (Throwable e) {
                first ?: e
            }
        }
    }

    private void evaluate(Stage stage, Throwable before, String reason) {
        Map row = StageTable.begin(stage.path)
        String skipped = reason ?: build.whyNoMore(before != null)
        Throwable error = null
        try {
            if (!skipped && !entered(stage)) skipped = 'due to when conditional'
        } catch (Throwable e) {
            failed(e)
            error = e
        }
        if (skipped) skip(stage, before, skipped)
        else if (stage.parallel) error = post.run(stage.parts.post, error)
        if (!skipped) StageTable.end(row, ended(error))
        if (before ?: error) throw before ?: error
    }

    /** A row says of a branch that failFast has ended that it was ended, though the build has failed. */
    private static Result ended(Throwable error) { error instanceof Interrupted ? Result.ABORTED : Result.of(error) }

    private void skip(Stage stage, Throwable before, String reason) {
        Log.say("Stage \"$stage.name\" skipped $reason")
        sequence((stage.stages ?: []) + (stage.parallel ?: []), before, reason)
    }

    /** Whether its `when` held; that is judged right before its environment, or earlier where it says so. */
    private boolean entered(Stage stage) {
        Log.say("Stage \"$stage.name\"")
        Map parts = stage.parts
        boolean held = false
        List<Closure> layers = [
            { Closure inner -> around.options(parts.options, inner) },
            { Closure inner -> around.input(parts.input, inner) },
            { Closure inner -> around.agent(parts.agent, inner) },
            { Closure inner -> around.environment(parts.environment, inner) },
        ]
        Closure judge = { Closure inner ->
            held = when.holds(parts.when)
            if (held) inner()
        }
        layers.add(when.layer(parts.when), judge)
        Closure innermost = { Context.current().withEnvironment(STAGE_NAME: stage.name) { body(stage) } }
        layers.reverse().inject(innermost) { Closure inner, Closure layer -> { -> layer(inner) } }.call()
        held
    }

    private void body(Stage stage) {
        if (stage.parallel) {
            Parallel.run(stage.parallel.collectEntries { branch -> [branch.name, { -> evaluate(branch, null, null) }] },
                stage.parts.failFast ?: false)
            return
        }
        Throwable error = null
        if (stage.stages) {
            error = sequence(stage.stages, null, null)
        } else {
            try {
                Recorder.run(stage.parts.steps, script)
            } catch (Throwable e) {
                failed(e)
                error = e
            }
        }
        error = post.run(stage.parts.post, error)
        if (error) throw error
    }

    private void failed(Throwable error) {
        build.worsen(Result.of(error))
        if (known.any { other -> other.is(error) }) return
        known << error
        Log.say("ERROR: ${told(error)}")
    }

}
