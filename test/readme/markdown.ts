/** A command of a document, and what the document says that it prints. */
export interface Step {
  file: string;
  line: number;
  command: string;
  output: string[];
}

/**
 * The steps of a document's fenced blocks of `console`: lines `$ command`, each followed by its output. A command
 * that ends in a backslash goes on in the next line, after `> ` if it likes.
 *
 * What must not be run here (`npm ci`, `npm start`, `npm test`, `git clone`) belongs into blocks of `sh`.
 * @throws {Error} naming the line of a block that is not like that
 */
export function consoleSteps(file: string, markdown: string): Step[] {
  const steps: Step[] = [];
  let fence: { line: number; indent: string; before: number } | undefined;
  for (const [position, raw] of markdown.split('\n').entries()) {
    const at = `${file}:${position + 1}`;
    const [, indent, info] = /^(\s*)```\s*(\w*)\s*$/.exec(raw) ?? [];
    if (!fence) {
      if (info === 'console') fence = { line: position + 1, indent: indent ?? '', before: steps.length };
    } else if (info === '') {
      if (steps.length === fence.before) throw new Error(`${file}:${fence.line}: the block has no command`);
      fence = undefined;
    } else {
      addLine(steps, { file, line: position + 1 }, raw.replace(fence.indent, ''), fence.before, at);
    }
  }
  if (fence) throw new Error(`${file}:${fence.line}: the block has no end`);
  return steps;
}

function addLine(
  steps: Step[],
  place: Pick<Step, 'file' | 'line'>,
  text: string,
  before: number,
  at: string,
): void {
  const last = steps.length > before ? steps.at(-1) : undefined;
  if (last?.output.length === 0 && last.command.endsWith('\\'))
    last.command += `\n${text.replace(/^> /, '')}`;
  else if (text.startsWith('$ ')) steps.push({ ...place, command: text.slice(2), output: [] });
  else if (last) last.output.push(text);
  else throw new Error(`${at}: output without a command before it`);
}
