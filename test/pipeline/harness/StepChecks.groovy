import org.codehaus.groovy.ast.CodeVisitorSupport
import org.codehaus.groovy.ast.expr.ClosureExpression
import org.codehaus.groovy.ast.expr.DeclarationExpression
import org.codehaus.groovy.ast.expr.Expression
import org.codehaus.groovy.ast.expr.MethodCallExpression

/** Checks steps. `script` blocks may contain any Groovy code; the steps in it are checked too. */
class StepChecks {

    private final Checks checks
    private final Set<String> ownMethods

    StepChecks(Checks checks, Collection<String> ownMethods) {
        this.checks = checks
        this.ownMethods = ownMethods as Set
    }

    void steps(String where, Call section) {
        if (!section.block) {
            checks.error(section.node, "`$section.name` needs a block.")
            return
        }
        if (!section.body) checks.error(section.node, "`$section.name` is empty.")
        checks.callsOf(where, section.body).findAll { call -> !(call.name in ownMethods) }.each { call ->
            checks.isKnown(call, 'steps', Grammar.STEPS)
            if (call.name == 'script') anyGroovy(call.block)
            else if (call.block && Grammar.STEPS[call.name]?.block) steps(call.name, call)
            (call.values + call.named.values()).each { value -> anyGroovy(value) }
        }
    }

    void anyGroovy(Expression code) {
        if (!code) return
        Set<String> declared = [] as Set
        Closure check = { MethodCallExpression node ->
            Call call = Call.of(node)
            if (!call?.bare || call.name in declared + ownMethods) return
            Map known = Grammar.STEPS + Grammar.VALUES
            checks.isKnown(call, 'a script', known)
        }
        code.visit(new CodeVisitorSupport() {

            @Override
            void visitClosureExpression(ClosureExpression closure) { closure.code.visit(this) }

            @Override
            void visitDeclarationExpression(DeclarationExpression declaration) {
                if (!declaration.multipleAssignmentDeclaration) declared << declaration.variableExpression.name
                super.visitDeclarationExpression(declaration)
            }

            @Override
            void visitMethodCallExpression(MethodCallExpression node) {
                check(node)
                super.visitMethodCallExpression(node)
            }

        })
    }

}
