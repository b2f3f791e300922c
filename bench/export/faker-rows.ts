import { once } from 'node:events';
import { faker } from '@faker-js/faker';

/** Rows per write; Quartet requests the same number per page. */
const CHUNK = 2_000;

const [, , count] = process.argv;
void write(Number(count));

/** Writes `count` CSV rows with the columns of the rule set `attack`, in the usual way with faker-js. */
async function write(count: number): Promise<void> {
  process.stdout.write('index,number,float,product,outcome,text\n');
  for (let done = 0; done < count; done += CHUNK) {
    let rows = '';
    for (let index = done; index < Math.min(done + CHUNK, count); index++) rows += row(index);
    if (!process.stdout.write(rows)) await once(process.stdout, 'drain');
  }
}

function row(index: number): string {
  const number = faker.number.int({ min: 0, max: 2 });
  const float = faker.number.float({ min: 0, max: 10, fractionDigits: 2 });
  const product = Number((number * float).toFixed(2));
  const outcome = number === 0 ? 'MISSED' : number === 2 && float > 5 ? 'CRIT' : 'HIT';
  return `${index},${number},${float},${product},${outcome},Your attack ${outcome} and did ${product}\n`;
}
