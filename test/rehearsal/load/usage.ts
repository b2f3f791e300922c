export const USAGE = `usage: node -r ts-node/register/transpile-only test/rehearsal/load/main.ts COMMAND [options]

Visits the site on several machines, writes a journal, and compares the journal with the database.

visit --pool FILE --journal FILE [--visitors 8] [--pause 200] [--name rehearsal]
    Requests \`GET /\` until SIGTERM or Ctrl-C, and appends a line to the journal for each visit.
    --pool      a file with the base URLs of the machines, one a line, such as http://10.0.0.1; read before each visit.
                Replace it with mv, so that no visitor reads half a file. If it is invalid, the last valid list applies.
                A visit skips a machine that accepts no connection within 2 s. If a machine sends no valid answer within
                10 s, the visit retries once on another machine.
    --visitors  the number of concurrent visitors
    --pause     milliseconds between the answer to a visitor and its next visit
    --name      the prefix of the seeds

summary --journal FILE --steps FILE
    Prints a table of the visits during each step, with tab-separated columns. Each line of steps is TITLE, RESULT, SECONDS,
    START, END, separated by tabs; START and END are seconds since 1970 ($EPOCHREALTIME). A visit counts for the step that
    it ended in.

compare --journal FILE --objects FILE
    Checks that each shown object is recorded exactly once, including objects that were queued. Run it when all queues are
    empty. Each line of objects is the id of a recorded object, or id, seed and index, separated by tabs. With seed and
    index, it also finds draws that are recorded under two ids.

-h, --help

exit codes: 0 success, 1 an object is lost or duplicate, 2 invalid arguments, 3 unusable file or no shown object
`;
