/** Thrown where something waits or begins, when a timeout, a person or failFast has ended what it belongs to. */
class Interrupted extends RuntimeException {

    /** What it makes of the build: the branches that failFast ends do not hide that another failed. */
    final Result result
    /** Whether it comes again at each step, until its scope is left: the grace is over. */
    final boolean forGood
    final Object scope

    Interrupted(String message, Object scope, Result result = Result.ABORTED, boolean forGood = false) {
        super(message)
        this.scope = scope
        this.result = result
        this.forGood = forGood
    }

}
