import type { Steps } from './steps';

/** The commands that repeat a draw in any POSIX shell with openssl. They print the key, each block, and the result. */
export function commandsFor(steps: Steps, seed: string): string {
  const { stream, message, attempts, span, first } = steps;
  return `seed=${seedAsHex(seed)}
key=$(printf %s ${message} |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$seed" -r | cut -d ' ' -f 1)
echo "$key"
for counter in ${attempts.map(({ counter }) => counter).join(' ')}; do
  block=$(head -c 16 /dev/zero | openssl enc -aes-256-ctr -K "$key" -iv "$counter" |
    od -An -v -tx1 | tr -d ' \\n')
  echo "$block"
done
rest=0
for digit in $(printf %.16s "$block" | sed 's/./& /g'); do
  rest=$(( (rest * 16 + 0x$digit) % ${span} ))
done
${stream}=$(( ${first} + rest ))
${printCommand(steps)}
`;
}

/** The bytes of the seed in hexadecimal. A printable seed stays readable, as the input of a command that converts it. */
function seedAsHex(seed: string): string {
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(seed)) return Buffer.from(seed, 'utf8').toString('hex');
  return `$(printf %s '${seed.replaceAll("'", "'\\''")}' | od -An -v -tx1 | tr -d ' \\n')`;
}

/** Prints the result. A float is a whole number of steps, so its command inserts the decimal point. */
function printCommand({ stream, decimals, drawn }: Steps): string {
  if (decimals === 0) return `echo "$${stream}"`;
  const width = decimals + (drawn.startsWith('-') ? 2 : 1);
  return `printf '%0${width}d\\n' "$${stream}" | sed 's/.\\{${decimals}\\}$/.&/'`;
}
