/** Thrown in a running or starting step after a timeout, an abort or failFast. */
class Interrupted extends RuntimeException {

    /** The build result that it causes. A branch that failFast interrupts counts as failed. */
    final Result result
    /** Whether to interrupt every further step of the scope, because the grace period is over. */
    final boolean isFinal
    final Object scope

    Interrupted(String message, Object scope, Result result = Result.ABORTED, boolean isFinal = false) {
        super(message)
        this.scope = scope
        this.result = result
        this.isFinal = isFinal
    }

}
