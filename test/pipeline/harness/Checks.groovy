import org.codehaus.groovy.ast.ASTNode
import org.codehaus.groovy.ast.expr.ConstantExpression
import org.codehaus.groovy.ast.expr.Expression
import org.codehaus.groovy.ast.expr.GStringExpression
import org.codehaus.groovy.ast.expr.ListExpression

/** Collects errors with their line, and checks the names and arguments of calls. */
class Checks {

    final List<List> errors = []

    void error(ASTNode node, String message) { errors << [node.lineNumber, message] }

    /** The calls of a block. Any other statement is an error. */
    List<Call> callsOf(String where, List statements) {
        statements.collect { statement ->
            Call call = Call.of(statement)
            if (!call) error(statement, "Expected a name with its value or block in $where.")
            else if (!call.bare) error(statement, "A method call on an object in $where needs a `script` block.")
            call?.bare ? call : null
        }.findAll()
    }

    /** The calls of a block that the grammar contains. Checks their arguments. */
    List<Call> knownCalls(String where, List statements, Map grammar) {
        if (!statements) return []
        callsOf(where, statements).findAll { call -> isKnown(call, where, grammar) }
    }

    boolean isKnown(Call call, String where, Map grammar) {
        Map signature = grammar[call.name]
        if (signature == null) {
            error(call.node, "Unknown `$call.name` in $where; supported: ${grammar.keySet().sort().join(', ')}.")
            return false
        }
        if (signature.block && !call.block) error(call.node, "`$call.name` needs a block.")
        if (!signature.block && call.block) error(call.node, "`$call.name` takes no block.")
        arguments(call, signature)
        true
    }

    void requireUnique(List<Call> calls) {
        calls.groupBy { call -> call.name }.each { name, all ->
            all.drop(1).each { call -> error(call.node, "`$name` is defined twice.") }
        }
    }

    private void arguments(Call call, Map signature) {
        Map args = signature.args ?: [:]
        if (call.values.size() > (signature.main ? 1 : 0)) {
            error(call.node, "`$call.name` takes ${signature.main ? 'one unnamed argument' : 'its arguments by name'}.")
            return
        }
        if (call.values && call.named) error(call.node, "`$call.name` mixes named and unnamed arguments.")
        Map given = call.named + (call.values ? [(signature.main): call.values[0]] : [:])
        given.each { name, value ->
            if (!args.containsKey(name)) error(call.node, "`$call.name` has no argument `$name`; it has ${args.keySet().join(', ')}.")
            else if (!fits(value, args[name])) error(value, "`$name` of `$call.name` must be ${expected(args[name])}.")
        }
        (signature.required ?: []).findAll { name -> !given.containsKey(name) }.each { name ->
            error(call.node, "`$call.name` needs `$name`.")
        }
    }

    private static String expected(Object type) {
        type instanceof List ? "one of ${type.join(', ')}" : "of type ${type.simpleName}"
    }

    /** Accepts expressions whose value is known only at run time. */
    private static boolean fits(Expression value, Object type) {
        if (value instanceof ListExpression) return type in [List, Object]
        if (value instanceof GStringExpression) return type in [String, Object]
        if (!(value instanceof ConstantExpression)) return true
        type instanceof List ? value.value in type : type.isInstance(value.value)
    }

}
