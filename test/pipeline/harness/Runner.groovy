/** Runs a declarative pipeline with the semantics of Jenkins. */
class Runner {

    private final Build build
    private final Steps script
    private final Directives directives
    private final When when
    private final Post post
    private final List<Throwable> reported = [].asSynchronized()

    Runner(Build build, Steps script) {
        this.build = build
        this.script = script
        directives = new Directives(build, script)
        when = new When(build, script)
        post = new Post(build, script)
    }

    static String messageOf(Throwable error) {
        error instanceof StepFailed || error instanceof Interrupted ? error.message : error.toString()
    }

    void run(Closure pipeline) {
        Map parts = Recorder.recordByName(pipeline, script)
        build.params = Parameters.values(parts.parameters, script, build.params)
        boolean isPostDue = true
        try {
            directives.agent(parts.agent) {
                directives.environment(parts.environment) {
                    directives.options(parts.options) {
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
        // The pipeline failed before its first stage.
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
        String skipped = reason ?: build.skipReason(before != null)
        Throwable error = null
        try {
            if (!skipped && !enter(stage)) skipped = 'due to when conditional'
        } catch (Throwable e) {
            failed(e)
            error = e
        }
        if (skipped) skip(stage, before, skipped)
        else if (stage.parallel) error = post.run(stage.parts.post, error)
        if (!skipped) StageTable.end(row, rowResult(error))
        if (before ?: error) throw before ?: error
    }

    /** A branch that failFast interrupts counts as failed, but the table shows it as aborted. */
    private static Result rowResult(Throwable error) { error instanceof Interrupted ? Result.ABORTED : Result.of(error) }

    private void skip(Stage stage, Throwable before, String reason) {
        Log.info("Stage \"$stage.name\" skipped $reason")
        sequence((stage.stages ?: []) + (stage.parallel ?: []), before, reason)
    }

    /** Runs the stage if its `when` holds, and returns whether it did. Evaluates `when` before the environment by default. */
    private boolean enter(Stage stage) {
        Log.info("Stage \"$stage.name\"")
        Map parts = stage.parts
        boolean held = false
        List<Closure> layers = [
            { Closure inner -> directives.options(parts.options, inner) },
            { Closure inner -> directives.input(parts.input, inner) },
            { Closure inner -> directives.agent(parts.agent, inner) },
            { Closure inner -> directives.environment(parts.environment, inner) },
        ]
        Closure evaluateWhen = { Closure inner ->
            held = when.holds(parts.when)
            if (held) inner()
        }
        layers.add(when.layer(parts.when), evaluateWhen)
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
        if (reported.any { other -> other.is(error) }) return
        reported << error
        Log.info("ERROR: ${messageOf(error)}")
    }

}
