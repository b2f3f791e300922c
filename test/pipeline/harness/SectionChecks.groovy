import org.codehaus.groovy.ast.expr.BinaryExpression
import org.codehaus.groovy.ast.expr.ConstantExpression
import org.codehaus.groovy.ast.expr.Expression
import org.codehaus.groovy.ast.expr.GStringExpression
import org.codehaus.groovy.ast.expr.MethodCallExpression
import org.codehaus.groovy.ast.expr.VariableExpression
import org.codehaus.groovy.ast.stmt.ExpressionStatement

/** Checks the sections of a pipeline or a stage, except nested stages. */
class SectionChecks {

    private static final Map AGENTS = [label: [main: 'label', required: ['label'], args: [label: String]]]
    private static final Map FAIL_FAST = [failFast: [main: 'failFast', required: ['failFast'], args: [failFast: Boolean]]]
    private static final Map VALUES = [credentials: [main: 'id', required: ['id'], args: [id: String]]]

    private final Checks checks
    private final StepChecks steps

    SectionChecks(Checks checks, StepChecks steps) {
        this.checks = checks
        this.steps = steps
    }

    void check(Call section, Map options) {
        switch (section.name) {
            case 'failFast':
                checks.isKnown(section, 'stage', FAIL_FAST)
                break
            case 'agent':
                agent(section)
                break
            case 'steps':
                steps.steps('steps', section)
                break
            default:
                if (section.body) "$section.name"(section, options)
                else checks.error(section.node, "`$section.name` is empty.")
        }
    }

    private void agent(Call section) {
        if (section.block) {
            if (checks.knownCalls('agent', section.body, AGENTS).size() != 1) checks.error(section.node, '`agent` needs one label.')
        } else if (!(section.values.size() == 1 && section.values[0].text in ['any', 'none'])) {
            checks.error(section.node, '`agent` must be any, none or a block.')
        }
    }

    void options(Call section, Map options) {
        List<Call> calls = checks.knownCalls('options', section.body, options)
        checks.requireUnique(calls)
        calls.findAll { call -> call.name == 'buildDiscarder' }.each { call ->
            Call strategy = call.values ? Call.of(call.values[0]) : null
            if (strategy) checks.isKnown(strategy, 'buildDiscarder', [logRotator: Grammar.LOG_ROTATOR])
            else checks.error(call.node, '`buildDiscarder` needs a logRotator(…).')
        }
    }

    void triggers(Call section, Map ignored) {
        checks.requireUnique(checks.knownCalls('triggers', section.body, Grammar.TRIGGERS))
    }

    void parameters(Call section, Map ignored) {
        checks.knownCalls('parameters', section.body, Grammar.PARAMETERS)
    }

    void input(Call section, Map ignored) {
        List<Call> calls = checks.knownCalls('input', section.body, Grammar.INPUT)
        checks.requireUnique(calls)
        if (!calls.any { call -> call.name == 'message' }) checks.error(section.node, '`input` needs a message.')
    }

    void when(Call section, Map ignored) {
        List<Call> calls = conditions(section, Grammar.WHEN + Grammar.WHEN_FLAGS)
        if (!calls.any { call -> call.name in Grammar.WHEN }) checks.error(section.node, '`when` needs a condition.')
    }

    private List<Call> conditions(Call section, Map known) {
        List<Call> calls = checks.knownCalls(section.name, section.body, known)
        calls.findAll { call -> call.name in ['not', 'allOf', 'anyOf'] }.each { call ->
            int count = conditions(call, Grammar.WHEN).size()
            if (count == 0 || (call.name == 'not' && count > 1)) {
                checks.error(call.node, "`$call.name` takes ${call.name == 'not' ? 'one condition' : 'conditions'}.")
            }
        }
        calls.findAll { call -> call.name == 'expression' }.each { call -> steps.anyGroovy(call.block) }
        calls
    }

    void post(Call section, Map ignored) {
        List<Call> calls = checks.callsOf('post', section.body)
        checks.requireUnique(calls)
        calls.each { call ->
            if (call.name in Grammar.POST) steps.steps(call.name, call)
            else checks.error(call.node, "Unknown `$call.name` in post; supported: ${Grammar.POST.join(', ')}.")
        }
    }

    void environment(Call section, Map ignored) {
        Set<String> names = [] as Set
        section.body.each { statement ->
            Expression set = statement instanceof ExpressionStatement ? statement.expression : null
            boolean isSet = set instanceof BinaryExpression && set.operation.text == '='
            if (isSet && set.leftExpression instanceof VariableExpression) {
                if (!names.add(set.leftExpression.name)) checks.error(set, "`$set.leftExpression.name` is set twice.")
                value(set.rightExpression)
            } else {
                checks.error(statement, 'Expected NAME = value in `environment`.')
            }
        }
    }

    private void value(Expression value) {
        if (value instanceof MethodCallExpression) checks.isKnown(Call.of(value), 'environment', VALUES)
        else if (value instanceof BinaryExpression && value.operation.text == '+') {
            this.value(value.leftExpression)
            this.value(value.rightExpression)
        } else if (!(value instanceof GStringExpression || (value instanceof ConstantExpression && value.value instanceof String))) {
            checks.error(value, 'A value in `environment` must be a string, strings joined with +, or credentials(…).')
        }
    }

}
