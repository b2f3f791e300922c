import java.util.concurrent.TimeUnit

/** Interrupts a body after a timeout, and interrupts its cleanup after a grace period. */
class Timeouts {

    /** As in Jenkins. */
    static BigDecimal graceSeconds = 60

    static void limit(Map args, Closure body) {
        long milliseconds = TimeUnit.valueOf(args.unit ?: 'MINUTES').toMillis(args.time as long)
        Object scope = new Object()
        Timer timer = new Timer(true)
        timer.schedule({
            Log.info('Cancelling nested steps due to timeout')
            Context.interrupt(new Interrupted('Timeout has been exceeded', scope))
        } as TimerTask, milliseconds)
        timer.schedule({
            Log.info('Body did not finish within grace period; terminating with extreme prejudice')
            Context.interrupt(new Interrupted('Timeout has been exceeded', scope, Result.ABORTED, true))
        } as TimerTask, milliseconds + (graceSeconds * 1000) as long)
        try {
            Context.current().within(scopes: Context.current().scopes + [scope], body)
        } finally {
            timer.cancel()
        }
    }

}
