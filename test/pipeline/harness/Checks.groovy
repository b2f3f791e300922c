import org.codehaus.groovy.ast.ASTNode
import org.codehaus.groovy.ast.expr.ConstantExpression
import org.codehaus.groovy.ast.expr.Expression
import org.codehaus.groovy.ast.expr.GStringExpression
import org.codehaus.groovy.ast.expr.ListExpression

/** Collects mistakes, each with its line, and finds those of a call's name and arguments. */
class Checks {

    final List<List> mistakes = []

    void mistake(ASTNode node, String what) { mistakes << [node.lineNumber, what] }

    /** The calls of a block; whatever else is in it is a mistake. */
    List<Call> callsOf(String where, List statements) {
        statements.collect { statement ->
            Call call = Call.of(statement)
            if (!call) mistake(statement, "Expected a name with its value or block in $where.")
            else if (!call.bare) mistake(statement, "A method of an object is called in $where; that takes a `script`.")
            call?.bare ? call : null
        }.findAll()
    }

    /** The calls of a block whose names the grammar knows, each with the arguments it takes. */
    List<Call> knownCalls(String where, List statements, Map grammar) {
        if (!statements) return []
        callsOf(where, statements).findAll { call -> isKnown(call, where, grammar) }
    }

    boolean isKnown(Call call, String where, Map grammar) {
        Map signature = grammar[call.name]
        if (signature == null) {
            mistake(call.node, "There is no `$call.name` in $where; known are ${grammar.keySet().sort().join(', ')}.")
            return false
        }
        if (signature.block && !call.block) mistake(call.node, "`$call.name` takes a block.")
        if (!signature.block && call.block) mistake(call.node, "`$call.name` takes no block.")
        arguments(call, signature)
        true
    }

    void once(List<Call> calls) {
        calls.groupBy { call -> call.name }.each { name, all ->
            all.drop(1).each { call -> mistake(call.node, "`$name` stands here twice.") }
        }
    }

    private void arguments(Call call, Map signature) {
        Map args = signature.args ?: [:]
        if (call.values.size() > (signature.main ? 1 : 0)) {
            mistake(call.node, "`$call.name` takes ${signature.main ? 'one unnamed argument' : 'its arguments by name'}.")
            return
        }
        if (call.values && call.named) mistake(call.node, "`$call.name` mixes named and unnamed arguments.")
        Map given = call.named + (call.values ? [(signature.main): call.values[0]] : [:])
        given.each { name, value ->
            if (!args.containsKey(name)) mistake(call.node, "`$call.name` has no argument `$name`; it has ${args.keySet().join(', ')}.")
            else if (!fits(value, args[name])) mistake(value, "`$name` of `$call.name` is ${wanted(args[name])}.")
        }
        (signature.need ?: []).findAll { name -> !given.containsKey(name) }.each { name ->
            mistake(call.node, "`$call.name` needs `$name`.")
        }
    }

    private static String wanted(Object type) {
        type instanceof List ? "one of ${type.join(', ')}" : "a ${type.simpleName}"
    }

    /** What is worked out only when it runs is let pass. */
    private static boolean fits(Expression value, Object type) {
        if (value instanceof ListExpression) return type in [List, Object]
        if (value instanceof GStringExpression) return type in [String, Object]
        if (!(value instanceof ConstantExpression)) return true
        type instanceof List ? value.value in type : type.isInstance(value.value)
    }

}
