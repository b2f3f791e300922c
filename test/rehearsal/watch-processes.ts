import { appendFileSync, readdirSync, readFileSync } from 'node:fs';

// watch-processes.ts FILE: appends each distinct argument and environment variable of all processes to FILE, until it is killed.

const [file = ''] = process.argv.slice(2);
const seen = new Set<string>();
/** The command line of each process at the last look. Its environment changes only when it executes another program. */
let commands = new Map<string, string>();

/** The parts of a file in /proc that are separated by NUL; '' when the process has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

setInterval(() => {
  const current = new Map<string, string>();
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const command = read(`/proc/${id}/cmdline`);
    current.set(id, command);
    if (commands.get(id) === command) continue;
    const found = `${command}\0${read(`/proc/${id}/environ`)}`.split('\0').filter((text) => !seen.has(text));
    for (const text of found) seen.add(text);
    if (found.length > 0) appendFileSync(file, `${found.join('\n')}\n`, 'latin1');
  }
  commands = current;
}, 500);
