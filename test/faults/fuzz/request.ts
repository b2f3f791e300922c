/** A hostile request, as bytes on the wire: text in it is Latin-1, one character for each byte. */
export interface HostileRequest {
  /** The name of its mutation, for reports. */
  mutation: string;
  method: string;
  /** The target of the request line: path and query. */
  target: string;
  headers: [name: string, value: string][];
  body?: Buffer;
  /** The whole request, for what an HTTP client refuses to send. Replaces all of the above on the wire. */
  raw?: Raw;
}

interface Raw {
  bytes: Buffer;
  /** Close the sending side afterwards, because the server waits for the rest of the request. */
  isTruncated: boolean;
}

export interface Answer {
  status: number;
  /** The media type without parameters. */
  type: string;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The rest of the body was not read, because it was longer than `MAX_ANSWER_BYTES`. */
  isCut: boolean;
}

/** Why there is no answer. */
export interface NoAnswer {
  failure: string;
  /** The headers arrived, but not the whole body. */
  isStarted: boolean;
}

/** UTF-8 text as it is on the wire. */
export const utf8 = (text: string) => Buffer.from(text).toString('latin1');

const MAX_SHOWN = 2_000;

/** A shell command that repeats a request. A long one is cut: repeat it with the seed. */
export function toCommand(url: string, { method, target, headers, body, raw }: HostileRequest): string {
  const { hostname, port } = new URL(url);
  const words = raw
    ? ['printf', '%b', `'${escape(raw.bytes)}'`, '|', 'nc', '-w', '5', hostname, port]
    : [
        ...['curl', '-i', '--path-as-is', '--globoff', ...(method === 'HEAD' ? ['-I'] : ['-X', method])],
        ...headers.flatMap(([name, value]) => ['-H', quote(Buffer.from(`${name}: ${value}`, 'latin1'))]),
        ...(body ? ['--data-binary', quote(body)] : []),
        quote(Buffer.from(url + target, 'latin1')),
      ];
  const command = words.join(' ');
  return command.length > MAX_SHOWN
    ? `${command.slice(0, MAX_SHOWN)}… (${command.length} characters)`
    : command;
}

/** Bytes as a word of a shell command. A shell ends it at NUL. */
function quote(bytes: Buffer): string {
  const escaped = escape(bytes);
  return escaped.includes('\\') ? `$'${escaped}'` : `'${escaped}'`;
}

/** Bytes in the notation of `printf '%b'` and of `$'…'` in a shell. */
const escape = (bytes: Buffer) =>
  bytes
    .toString('latin1')
    .replace(/[^ -~]|['\\]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
