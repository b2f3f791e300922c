import { createServer, type ServerResponse } from 'node:http';
import { drawFloat, drawNumber, freshSeed } from '@quartet/draws';
import { openEngine } from '../../service4-product/src/repository/database/sqlite-engine';

// The work of a visit in one process with only `node:http`: it draws, decides, records and answers a page. The difference to Quartet
// is the cost of four services and of their frameworks.

const { PORT, DATABASE, PAGE_BYTES } = process.env;
const KEEP_ALIVE_MS = 65_000;
const OUTCOMES = ['MISSED', 'HIT', 'CRIT'];

interface Visit {
  seed: string;
  number: number;
  float: string;
  outcome: string;
  text: string;
  res: ServerResponse;
}

const database = openEngine(DATABASE ?? '');
database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  create table objects (id integer primary key, seed text unique, number integer, float text, outcome text, text text, created integer)`);
const insert = database.prepare(
  'insert into objects (seed, number, float, outcome, text, created) values (?, ?, ?, ?, ?, ?)',
);

const page = ({ text, seed, number, float }: Omit<Visit, 'res'>, filler: string) =>
  `<!doctype html><html lang="en"><head><title>Floor</title></head><body><h1>${text}</h1><p>${number} × ${float}, ${seed}</p>${filler}</body></html>`;
const sample = {
  seed: freshSeed(),
  number: 2,
  float: '7.21',
  outcome: 'CRIT',
  text: 'Your attack CRIT and did 14.42',
};
const filler = 'x'.repeat(Math.max(0, Number(PAGE_BYTES) - page(sample, '').length));

let waiting: Visit[] = [];

/** Records all visits that arrived in one round of the event loop with one durable commit, and then answers them. */
function recordWaiting(): void {
  const visits = waiting;
  waiting = [];
  database.exec('begin immediate');
  for (const { seed, number, float, outcome, text } of visits)
    insert.run(seed, number, float, outcome, text, Date.now());
  database.exec('commit');
  for (const visit of visits) {
    const html = page(visit, filler);
    visit.res
      .writeHead(200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Length': Buffer.byteLength(html),
      })
      .end(html);
  }
}

createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (_req, res) => {
  const seed = freshSeed();
  const number = drawNumber({ min: 0, max: 2 }, seed, 0);
  const float = drawFloat({ min: '0', max: '10', decimals: 2 }, seed, 0);
  const outcome = OUTCOMES[number] ?? '';
  const text = `Your attack ${outcome} and did ${(number * Math.round(Number(float) * 100)) / 100}`;
  if (waiting.length === 0) setImmediate(recordWaiting);
  waiting.push({ seed, number, float, outcome, text, res });
}).listen(Number(PORT), '127.0.0.1');
process.once('disconnect', () => process.exit());
