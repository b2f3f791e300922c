/**
 * Reports sentences in a mannered style: in comments, documents, names of tasks, page texts, messages and test titles.
 * Exits with 1 if they are 0.5 % of all sentences or more. `node .ci/lint-language.js [PATH…]` checks some paths only.
 */
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');

const LIMIT = 0.005;
const SKIPPED = /package-lock|\.(png|svg|css|json)$|LICENSE|lint-language/;

/** A sentence of prose does not start with these words, unless it is a question. */
const STARTS = /^["'`(*_]*(What|Who|Whoever|Whom|Nobody|Somebody|Nor|Such|It is told)\b(?!.*\?)/;
const WORDS =
  /\b(whom|whoever|anew|afresh|mend(s|ed|ing)?|shall|of (its|their|our) own|comes? about|came about|(is|are|was|were|be) (away|told)|the record|nobody|somebody|thereby|lest|likewise|all the same|gone back|asked again)\b/i;

const HASH = {
  comment: /^\s*#+ ?(.*)$/,
  name: /^\s*(?:- )?(?:name|description|msg|fail_msg|title|summary|short_description): *['"]?(.+?)['"]?$/,
};
const SLASH = {
  comment: /^\s*(?:\/\*\*?|\*(?!\/)|\/\/) ?(.*?)(?:\*\/)?\s*$/,
  strings: /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g,
};
const MARKUP = { strings: /([^<>%{}]+)/g };

/** The pieces of prose in a file, each with its line. */
function proseOf(file, source) {
  if (file.endsWith('.md')) return markdownProse(source);
  const syntax = /\.(ts|js|cjs|mjs|groovy)$|Jenkinsfile/.test(file)
    ? SLASH
    : file.endsWith('.ejs')
      ? MARKUP
      : HASH;
  const pieces = [];
  let comment;
  source.split('\n').forEach((text, index) => {
    const line = index + 1;
    const commented = syntax.comment?.exec(text)?.[1];
    if (commented !== undefined) {
      // The lines of one comment belong together.
      if (comment) comment.text += ` ${commented}`;
      else pieces.push((comment = { line, text: commented }));
      return;
    }
    comment = undefined;
    const name = syntax.name?.exec(text)?.[1];
    if (name !== undefined) pieces.push({ line, text: name });
    for (const found of syntax.strings ? text.matchAll(syntax.strings) : [])
      pieces.push({ line, text: found.slice(1).find((group) => group !== undefined) });
    const trailing = /\s(?:\/\/|#)\s(.+)$/.exec(text)?.[1];
    if (trailing !== undefined && syntax.comment) pieces.push({ line, text: trailing });
  });
  return pieces;
}

function markdownProse(source) {
  const prose = source.replace(/```.*?```/gs, (code) => code.replace(/[^\n]/g, ''));
  let line = 1;
  return prose.split(/(\n\s*\n|\n(?=[-*|#]|\d+\.))/).map((text) => {
    const piece = { line, text };
    line += text.split('\n').length - 1;
    return piece;
  });
}

/** Sentences of at least three words. */
const sentencesOf = (text) =>
  text
    .replace(/\s+/g, ' ')
    .split(/(?<=[.!?:;]) (?=[A-Z`"'(])|\|/)
    .map((sentence) => sentence.trim().replace(/^[-*#>\s]+/, ''))
    .filter((sentence) => (sentence.match(/[A-Za-z]{2,}/g) ?? []).length >= 3);

const files = execFileSync('git', ['ls-files', '--', ...process.argv.slice(2)], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && !SKIPPED.test(file));
let total = 0;
let mannered = 0;
for (const file of files)
  for (const { line, text } of proseOf(file, readFileSync(file, 'utf8')))
    for (const sentence of sentencesOf(text)) {
      total += 1;
      if (!STARTS.test(sentence) && !WORDS.test(sentence)) continue;
      mannered += 1;
      console.log(`${file}:${line}: ${sentence.slice(0, 140)}`);
    }
const share = total === 0 ? 0 : mannered / total;
console.log(`${mannered} of ${total} sentences in a mannered style (${(share * 100).toFixed(2)} %)`);
process.exitCode = share < LIMIT ? 0 : 1;
