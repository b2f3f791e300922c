/** As Jenkins orders them: a build's result only ever gets worse. */
enum Result {

    SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED

    Result worse(Result other) { other && other.ordinal() > ordinal() ? other : this }

    /** What an error makes of a build. */
    static Result of(Throwable error) {
        if (!error) return SUCCESS
        error instanceof Interrupted ? error.result : FAILURE
    }

}
