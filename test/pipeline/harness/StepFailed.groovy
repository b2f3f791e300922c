/** A step that failed for a reason that its message tells. */
class StepFailed extends RuntimeException {

    StepFailed(String message) { super(message) }

}
