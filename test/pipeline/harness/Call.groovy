import org.codehaus.groovy.ast.ASTNode
import org.codehaus.groovy.ast.expr.ClosureExpression
import org.codehaus.groovy.ast.expr.ConstantExpression
import org.codehaus.groovy.ast.expr.Expression
import org.codehaus.groovy.ast.expr.MapExpression
import org.codehaus.groovy.ast.expr.MethodCallExpression
import org.codehaus.groovy.ast.expr.VariableExpression
import org.codehaus.groovy.ast.stmt.BlockStatement
import org.codehaus.groovy.ast.stmt.ExpressionStatement

/** A call in the syntax tree, such as `name value, argument: value { block }`. */
class Call {

    String name
    ASTNode node
    /** Whether the call has no receiver, like directives and steps. */
    boolean bare
    List<Expression> values = []
    Map<String, Expression> named = [:]
    ClosureExpression block

    static Call of(ASTNode node) {
        ASTNode call = node instanceof ExpressionStatement ? node.expression : node
        call instanceof MethodCallExpression && call.methodAsString ? new Call(call) : null
    }

    Call(MethodCallExpression call) {
        node = call
        name = call.methodAsString
        bare = call.objectExpression instanceof VariableExpression && call.objectExpression.name == 'this'
        List<Expression> all = call.arguments.expressions
        if (all && all.last() instanceof ClosureExpression) {
            block = all.last()
            all = all[0..<-1]
        }
        all.each { value ->
            if (value instanceof MapExpression) addNamed(value)
            else values << value
        }
    }

    int getLine() { node.lineNumber }

    /** The statements of the block. */
    List getBody() { statementsOf(block) }

    /** The only argument if it is a string, such as the name of a stage. */
    String getText() { values.size() == 1 ? textOf(values[0]) : null }

    static List statementsOf(ClosureExpression block) {
        block?.code instanceof BlockStatement ? block.code.statements : []
    }

    static String textOf(Expression value) {
        value instanceof ConstantExpression && value.value instanceof String ? value.value : null
    }

    private void addNamed(MapExpression map) {
        map.mapEntryExpressions.each { entry -> named[entry.keyExpression.text] = entry.valueExpression }
    }

}
