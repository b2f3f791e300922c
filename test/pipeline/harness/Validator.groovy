import org.codehaus.groovy.ast.ModuleNode
import org.codehaus.groovy.control.CompilationUnit
import org.codehaus.groovy.control.MultipleCompilationErrorsException
import org.codehaus.groovy.control.Phases

/** Finds errors that Jenkins reports before a build starts, and features that this harness does not support. */
class Validator {

    private final Checks checks = new Checks()
    private SectionChecks sections
    private final Set<String> names = [] as Set

    /** Pairs of a line number and a message. */
    static List<List> validate(File file) {
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
        if (pipelines.size() != 1 || !pipelines[0].block) return [[1, 'Expected exactly one `pipeline { … }` at the top level.']]
        pipeline(pipelines[0])
        checks.errors.unique().sort { error -> error[0] }
    }

    private void pipeline(Call pipeline) {
        List<Call> parts = partsOf(pipeline, 'pipeline', Grammar.PIPELINE)
        ['agent', 'stages'].findAll { name -> !parts.any { part -> part.name == name } }.each { name ->
            checks.error(pipeline.node, "The pipeline has no `$name`.")
        }
        parts.each { part -> part.name == 'stages' ? stages(part, false) : sections.check(part, Grammar.OPTIONS) }
    }

    private List<Call> partsOf(Call call, String where, List known) {
        List<Call> parts = checks.callsOf(where, call.body)
        parts.findAll { part -> !(part.name in known) }.each { part ->
            checks.error(part.node, "Unknown `$part.name` in a $where; supported: ${known.sort(false).join(', ')}.")
        }
        checks.requireUnique(parts)
        parts.findAll { part -> part.name in known }
    }

    private void stages(Call section, boolean inParallel) {
        List<Call> calls = checks.callsOf(section.name, section.body)
        if (!calls) checks.error(section.node, "`$section.name` has no stage.")
        calls.each { call ->
            if (call.name == 'stage') stage(call, inParallel || section.name == 'parallel')
            else checks.error(call.node, "Unknown `$call.name` in `$section.name`; supported: stage.")
        }
    }

    private void stage(Call stage, boolean inParallel) {
        if (!stage.text || !stage.block) {
            checks.error(stage.node, 'A stage needs a name and a block.')
            return
        }
        if (!names.add(stage.text)) checks.error(stage.node, "Stage `$stage.text` is defined twice.")
        List<Call> parts = partsOf(stage, 'stage', Grammar.STAGE)
        List<String> bodies = parts*.name.findAll { name -> name in ['steps', 'stages', 'parallel'] }
        if (bodies.size() != 1) checks.error(stage.node, "Stage `$stage.text` needs exactly one of steps, stages, parallel.")
        if ('parallel' in bodies) parallel(stage, parts, inParallel)
        else parts.findAll { part -> part.name == 'failFast' }.each { part ->
            checks.error(part.node, '`failFast` needs a stage with `parallel`.')
        }
        parts.each { part ->
            if (part.name in ['stages', 'parallel']) stages(part, inParallel)
            else sections.check(part, Grammar.STAGE_OPTIONS)
        }
    }

    private void parallel(Call stage, List<Call> parts, boolean inParallel) {
        if (inParallel) checks.error(stage.node, "Stage `$stage.text` nests `parallel` in another `parallel`.")
        parts.findAll { part -> part.name == 'agent' }.each { part ->
            checks.error(part.node, "`agent` is not allowed in stage `$stage.text`, which has parallel stages.")
        }
    }

}
