/** Thrown where the harness is called wrongly. */
class Misuse extends RuntimeException {

    Misuse(String message) { super(message) }

}
