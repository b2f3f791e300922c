/** A step failed; the message states the reason. */
class StepFailed extends RuntimeException {

    StepFailed(String message) { super(message) }

}
