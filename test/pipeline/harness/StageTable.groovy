/** What became of each stage, and how long it took; in the order in which they began. */
class StageTable {

    private static final List<Map> ROWS = [].asSynchronized()
    private static final Map WORDS = [SUCCESS: 'ok', FAILURE: 'FAILED']

    static Map begin(String path) {
        Map row = [path: path, start: System.currentTimeMillis(), result: 'skipped', seconds: 0]
        ROWS << row
        row
    }

    static void end(Map row, Result result) {
        row.result = WORDS[result.name()] ?: result.name()
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
