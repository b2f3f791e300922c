import org.codehaus.groovy.ast.ModuleNode
import org.codehaus.groovy.control.CompilationUnit
import org.codehaus.groovy.control.MultipleCompilationErrorsException
import org.codehaus.groovy.control.Phases

/** What Jenkins refuses before it runs anything, and what this harness does not know. */
class Validator {

    private final Checks checks = new Checks()
    private SectionChecks sections
    private final Set<String> names = [] as Set

    /** Lines and what is wrong there. */
    static List<List> mistakesIn(File file) {
        try {
            new Validator().check(parse(file))
        } catch (MultipleCompilationErrorsException e) {
            e.errorCollector.errors.collect { error -> [error.cause.line, error.cause.originalMessage] }
        }
    }

    private static ModuleNode parse(File file) {
        CompilationUnit unit = new CompilationUnit()
        unit.addSource('Jenkinsfile', file.newInputStream())
        unit.compile(Phases.CONVERSION)
        unit.AST.modules[0]
    }

    List<List> check(ModuleNode module) {
        sections = new SectionChecks(checks, new StepChecks(checks, module.methods*.name))
        List<Call> pipelines = module.statementBlock.statements.collect { statement -> Call.of(statement) }
            .findAll { call -> call?.name == 'pipeline' }
        if (pipelines.size() != 1 || !pipelines[0].block) return [[1, 'There is no one `pipeline { … }` at the top.']]
        pipeline(pipelines[0])
        checks.mistakes.unique().sort { mistake -> mistake[0] }
    }

    private void pipeline(Call pipeline) {
        List<Call> parts = partsOf(pipeline, 'pipeline', Grammar.PIPELINE)
        ['agent', 'stages'].findAll { name -> !parts.any { part -> part.name == name } }.each { name ->
            checks.mistake(pipeline.node, "The pipeline has no `$name`.")
        }
        parts.each { part -> part.name == 'stages' ? stages(part, false) : sections.check(part, Grammar.OPTIONS) }
    }

    private List<Call> partsOf(Call call, String where, List known) {
        List<Call> parts = checks.callsOf(where, call.body)
        parts.findAll { part -> !(part.name in known) }.each { part ->
            checks.mistake(part.node, "There is no `$part.name` in a $where; known are ${known.sort(false).join(', ')}.")
        }
        checks.once(parts)
        parts.findAll { part -> part.name in known }
    }

    private void stages(Call section, boolean inParallel) {
        List<Call> calls = checks.callsOf(section.name, section.body)
        if (!calls) checks.mistake(section.node, "`$section.name` has no stage.")
        calls.each { call ->
            if (call.name == 'stage') stage(call, inParallel || section.name == 'parallel')
            else checks.mistake(call.node, "There is no `$call.name` in `$section.name`; known is stage.")
        }
    }

    private void stage(Call stage, boolean inParallel) {
        if (!stage.text || !stage.block) {
            checks.mistake(stage.node, 'A stage takes a name and a block.')
            return
        }
        if (!names.add(stage.text)) checks.mistake(stage.node, "There are two stages `$stage.text`.")
        List<Call> parts = partsOf(stage, 'stage', Grammar.STAGE)
        List<String> bodies = parts*.name.findAll { name -> name in ['steps', 'stages', 'parallel'] }
        if (bodies.size() != 1) checks.mistake(stage.node, "Stage `$stage.text` needs one of steps, stages, parallel.")
        if ('parallel' in bodies) parallel(stage, parts, inParallel)
        else parts.findAll { part -> part.name == 'failFast' }.each { part ->
            checks.mistake(part.node, '`failFast` is for a stage with `parallel`.')
        }
        parts.each { part ->
            if (part.name in ['stages', 'parallel']) stages(part, inParallel)
            else sections.check(part, Grammar.STAGE_OPTIONS)
        }
    }

    private void parallel(Call stage, List<Call> parts, boolean inParallel) {
        if (inParallel) checks.mistake(stage.node, "Stage `$stage.text` is parallel within a parallel one.")
        parts.findAll { part -> part.name == 'agent' }.each { part ->
            checks.mistake(part.node, "`agent` is not allowed in stage `$stage.text`, which has parallel stages.")
        }
    }

}
