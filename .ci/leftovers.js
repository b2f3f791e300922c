/**
 * `node .ci/leftovers.js PID`: finds processes that the run with the shell PID started and did not stop. They are younger than
 * the shell, and have the run's marker in their environment or their working directory in this checkout.
 * Waits 10 s for them to exit, then lists and kills the rest and exits with 1.
 */
const { readdirSync, readFileSync, readlinkSync } = require('node:fs');
const { join, resolve } = require('node:path');
const process = require('node:process');
const { setTimeout: sleep } = require('node:timers/promises');

const GRACE_MS = 10_000;
const POLL_MS = 100;
const MARKER = `QUARTET_RUN=${process.env.QUARTET_RUN}`;
const CHECKOUT = resolve(__dirname, '..');
/** This process and its parent, which can be `timeout`. */
const EXCLUDED = [process.pid, process.ppid].map(String);

/**
 * Start time of a process, in clock ticks since boot: field 22 of /proc/PID/stat.
 * Field 2, the process name, can contain spaces and parentheses.
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function startTimeOf(id) {
  const stat = readFileSync(join('/proc', id, 'stat'), 'latin1');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
}

function isLeftover(id, shell) {
  try {
    if (EXCLUDED.includes(id) || startTimeOf(id) <= startTimeOf(shell)) return false;
    const environment = readFileSync(join('/proc', id, 'environ'), 'latin1').split('\0');
    const folder = readlinkSync(join('/proc', id, 'cwd'));
    return environment.includes(MARKER) || folder === CHECKOUT || folder.startsWith(`${CHECKOUT}/`);
  } catch {
    // The process has just exited, or belongs to another user.
    return false;
  }
}

const leftovers = (shell) => readdirSync('/proc').filter((id) => /^\d+$/.test(id) && isLeftover(id, shell));

async function main(shell) {
  const deadline = Date.now() + GRACE_MS;
  while (leftovers(shell).length > 0 && Date.now() < deadline) await sleep(POLL_MS);
  for (const id of leftovers(shell)) {
    const command = readFileSync(join('/proc', id, 'cmdline'), 'utf8')
      .split('\0')
      .join(' ');
    process.stdout.write(`Still running: ${id} ${command}\n`);
    process.kill(Number(id), 'SIGKILL');
    process.exitCode = 1;
  }
  if (!process.exitCode) process.stdout.write('No leftover processes.\n');
}

void main(process.argv[2]);
