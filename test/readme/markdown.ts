/** A command in a document, with the output that the document shows. */
export interface Step {
  file: string;
  line: number;
  command: string;
  output: string[];
}

/**
 * Returns the steps in a document's fenced `console` blocks: lines `$ command`, each followed by its output. A command
 * that ends with a backslash continues on the next line, with or without the prompt `> `. Commands that a test must
 * not run (`npm ci`, `npm start`, `npm test`, `git clone`) belong in `sh` blocks.
 * @throws {Error} with the line of an invalid block
 */
export function consoleSteps(file: string, markdown: string): Step[] {
  const steps: Step[] = [];
  let fence: { line: number; indent: string; before: number } | undefined;
  for (const [position, raw] of markdown.split('\n').entries()) {
    const location = `${file}:${position + 1}`;
    const [, indent, info] = /^(\s*)```\s*(\w*)\s*$/.exec(raw) ?? [];
    if (!fence) {
      if (info === 'console') fence = { line: position + 1, indent: indent ?? '', before: steps.length };
    } else if (info === '') {
      if (steps.length === fence.before) throw new Error(`${file}:${fence.line}: the block has no command`);
      fence = undefined;
    } else {
      addLine(steps, { file, line: position + 1 }, raw.replace(fence.indent, ''), fence.before, location);
    }
  }
  if (fence) throw new Error(`${file}:${fence.line}: the block has no end`);
  return steps;
}

function addLine(
  steps: Step[],
  position: Pick<Step, 'file' | 'line'>,
  text: string,
  before: number,
  location: string,
): void {
  const last = steps.length > before ? steps.at(-1) : undefined;
  if (last?.output.length === 0 && last.command.endsWith('\\'))
    last.command += `\n${text.replace(/^> /, '')}`;
  else if (text.startsWith('$ ')) steps.push({ ...position, command: text.slice(2), output: [] });
  else if (last) last.output.push(text);
  else throw new Error(`${location}: output without a command before it`);
}
