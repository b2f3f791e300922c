/** The result and duration of each stage, in the order of their start. */
class StageTable {

    private static final List<Map> ROWS = [].asSynchronized()
    private static final Map LABELS = [SUCCESS: 'ok', FAILURE: 'FAILED']

    static Map begin(String path) {
        Map row = [path: path, start: System.currentTimeMillis(), result: 'skipped', seconds: 0]
        ROWS << row
        row
    }

    static void end(Map row, Result result) {
        row.result = LABELS[result.name()] ?: result.name()
        row.seconds = Math.round((System.currentTimeMillis() - row.start) / 1000)
    }

    static void print() {
        int width = (ROWS*.path*.size() ?: [0]).max()
        ROWS.each { row ->
            Log.write("${row.path.padRight(width)}  ${row.result.padRight(8)}  ${row.seconds.toString().padLeft(5)} s")
        }
    }

    static void write(File file) {
        file.text = ROWS.collect { row -> "$row.path\t$row.result\t$row.seconds\n" }.join('')
    }

}
