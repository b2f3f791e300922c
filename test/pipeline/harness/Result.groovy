/** Build results in Jenkins' order, best first. The result of a build can only become worse. */
enum Result {

    SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED

    Result worse(Result other) { other && other.ordinal() > ordinal() ? other : this }

    /** The result of a build with this error. */
    static Result of(Throwable error) {
        if (!error) return SUCCESS
        error instanceof Interrupted ? error.result : FAILURE
    }

}
