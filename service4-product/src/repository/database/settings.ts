/** Where the record is, and how patiently it is asked. */
export type DatabaseSettings = SqliteSettings | MysqlSettings;

export interface SqliteSettings {
  engine: 'sqlite';
  file: string;
}

export interface MysqlSettings {
  engine: 'mysql';
  host: string;
  port: number;
  /** Instead of host and port. */
  socketPath?: string;
  user: string;
  password: string;
  database: string;
  /** How many connections there are at most. */
  connections: number;
  /** How long a connection or an answer is waited for, in milliseconds. */
  timeoutMs: number;
}

export interface DatabaseVariables {
  DATABASE_URL: string;
  DATABASE_PASSWORD?: string | undefined;
  DATABASE_CONNECTIONS: number;
  DATABASE_TIMEOUT_MS: number;
}

/** What is wrong with a DATABASE_URL, as the end of a sentence that begins with its name; undefined where nothing is. */
export function urlFault(text: string): string | undefined {
  if (/^sqlite:.+/.test(text)) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'mysql:')
    return 'must be sqlite:FILE or mysql://USER@HOST:PORT/DATABASE, such as sqlite:data/quartet.db';
  if (url.username === '' || url.pathname.length < 2)
    return 'must name a user and a database: mysql://USER@HOST:PORT/DATABASE';
  const unknown = [...url.searchParams.keys()].find((name) => name !== 'socketPath');
  return unknown === undefined ? undefined : `knows no ${unknown}: only socketPath may follow the database`;
}

/** The settings that a DATABASE_URL without faults and its companions come to. */
export function databaseSettings(variables: DatabaseVariables): DatabaseSettings {
  const { DATABASE_URL, DATABASE_PASSWORD, DATABASE_CONNECTIONS, DATABASE_TIMEOUT_MS } = variables;
  if (DATABASE_URL.startsWith('sqlite:'))
    return { engine: 'sqlite', file: DATABASE_URL.slice('sqlite:'.length) };
  const url = new URL(DATABASE_URL);
  const socketPath = url.searchParams.get('socketPath');
  return {
    engine: 'mysql',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 3306),
    ...(socketPath === null ? {} : { socketPath }),
    user: decodeURIComponent(url.username),
    password: DATABASE_PASSWORD ?? decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    connections: DATABASE_CONNECTIONS,
    timeoutMs: DATABASE_TIMEOUT_MS,
  };
}

/** Which database it is, for people: never with its password. */
export const nameOf = (settings: DatabaseSettings) =>
  settings.engine === 'sqlite'
    ? settings.file
    : `${settings.database} at ${settings.socketPath ?? `${settings.host}:${settings.port}`}`;
