import org.codehaus.groovy.ast.ASTNode
import org.codehaus.groovy.ast.expr.ClosureExpression
import org.codehaus.groovy.ast.expr.ConstantExpression
import org.codehaus.groovy.ast.expr.Expression
import org.codehaus.groovy.ast.expr.MapExpression
import org.codehaus.groovy.ast.expr.MethodCallExpression
import org.codehaus.groovy.ast.expr.VariableExpression
import org.codehaus.groovy.ast.stmt.BlockStatement
import org.codehaus.groovy.ast.stmt.ExpressionStatement

/** One line such as `name value, argument: value { block }`, as the parser sees it. */
class Call {

    String name
    ASTNode node
    /** Whether it is called on nothing, as directives and steps are. */
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

    /** The statements of its block. */
    List getBody() { statementsOf(block) }

    /** The text that it is given alone: a stage's name, say. */
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
