/**
 * `node .ci/leftovers.js PID`: finds what the run whose shell is PID has started and not ended: processes that are younger
 * than the shell, and carry the run's mark in their environment or work in this checkout. They get a moment to end
 * by themselves; what then is left is named and killed, and the exit code is 1.
 */
const { readdirSync, readFileSync, readlinkSync } = require('node:fs');
const { join, resolve } = require('node:path');
const process = require('node:process');
const { setTimeout: sleep } = require('node:timers/promises');

const GRACE_MS = 10_000;
const POLL_MS = 100;
const MARK = `QUARTET_RUN=${process.env.QUARTET_RUN}`;
const CHECKOUT = resolve(__dirname, '..');
/** This program, and what may have started it to limit its time. */
const OURS = [process.pid, process.ppid].map(String);

/** When a process was started, in clock ticks since the machine was; the name before it may hold anything. */
function startOf(id) {
  const stat = readFileSync(join('/proc', id, 'stat'), 'latin1');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
}

function isLeft(id, shell) {
  try {
    if (OURS.includes(id) || startOf(id) <= startOf(shell)) return false;
    const environment = readFileSync(join('/proc', id, 'environ'), 'latin1').split('\0');
    const folder = readlinkSync(join('/proc', id, 'cwd'));
    return environment.includes(MARK) || folder === CHECKOUT || folder.startsWith(`${CHECKOUT}/`);
  } catch {
    // It has just ended, or is another user's.
    return false;
  }
}

const leftovers = (shell) => readdirSync('/proc').filter((id) => /^\d+$/.test(id) && isLeft(id, shell));

async function main(shell) {
  const until = Date.now() + GRACE_MS;
  while (leftovers(shell).length > 0 && Date.now() < until) await sleep(POLL_MS);
  for (const id of leftovers(shell)) {
    const command = readFileSync(join('/proc', id, 'cmdline'), 'utf8')
      .split('\0')
      .join(' ');
    process.stdout.write(`Still running: ${id} ${command}\n`);
    process.kill(Number(id), 'SIGKILL');
    process.exitCode = 1;
  }
  if (!process.exitCode) process.stdout.write('No process was left.\n');
}

void main(process.argv[2]);
