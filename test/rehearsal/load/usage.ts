/** What `--help` says. */
export const USAGE = `usage: node -r ts-node/register/transpile-only test/rehearsal/load/main.ts VERB [options]

Visits the site on several machines all the time, remembers what came of it, and holds that against the record.

visit --front FILE --journal FILE [--visitors 8] [--pause 200] [--name rehearsal]
    Visits \`GET /\` until it is asked to stop (SIGTERM, Ctrl-C), and adds a line to the journal for each visit.
    --front     the base addresses of the machines, one a line, as http://10.0.0.1; looked at again before each visit.
                Replace it (mv), so that it is never seen half written; while it is no list, the last one holds.
                One to which no connection comes about within 2 s is passed over; one that does not answer within 10 s, or
                wrongly, has another one asked, once.
    --pause     milliseconds between an answer and the visitor's next visit
    --name      what the seeds begin with

summary --journal FILE --steps FILE
    What visitors had of each step: a table, with tabs between. A line of steps is WHAT, RESULT, SECONDS, START, END, with tabs
    between; START and END in seconds since 1970 ($EPOCHREALTIME). A visit belongs to the step in which it ended.

compare --journal FILE --rows FILE
    Whether each object that was shown is in the record once, also what was not recorded yet at the time: so compare when the
    queues are empty. A line of rows is the id of a recorded object; or id, seed and index with tabs between, by which also a
    draw is found that is there under two ids.

-h, --help

exit codes: 0 fine, 1 an object is lost or doubled, 2 called wrongly, 3 a file cannot be used, or nothing was shown
`;
