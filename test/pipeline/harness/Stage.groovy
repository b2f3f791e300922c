/** A stage as it is written in the Jenkinsfile. */
class Stage {

    final String name
    /** From the outermost stage to this. */
    final String path
    /** What it says directly: agent, options, environment, when, input, steps, post, failFast. */
    final Map parts
    final List<Stage> stages
    final List<Stage> parallel

    Stage(String name, Closure block, Object script, String within = '') {
        this.name = name
        path = within + name
        parts = Recorder.recordOnce(block, script)
        stages = nested(parts.stages, script)
        parallel = nested(parts.parallel, script)
    }

    private List<Stage> nested(Closure block, Object script) {
        block ? Recorder.record(block, script).collect { call -> new Stage(call[1][0], call[1][1], script, "$path / ") } : null
    }

}
