/** A wrong argument of the command. */
class UsageError extends RuntimeException {

    UsageError(String message) { super(message) }

}
