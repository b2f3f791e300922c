/** The database and its timeouts. */
export type DatabaseSettings = SqliteSettings | MysqlSettings;

export interface SqliteSettings {
  engine: 'sqlite';
  file: string;
}

export interface MysqlSettings {
  engine: 'mysql';
  host: string;
  port: number;
  /** Replaces host and port. */
  socketPath?: string;
  user: string;
  password: string;
  database: string;
  /** The most connections. */
  connections: number;
  /** The timeout for a connection or a result, in milliseconds. */
  timeoutMs: number;
}

export interface DatabaseVariables {
  DATABASE_URL: string;
  DATABASE_PASSWORD?: string | undefined;
  DATABASE_CONNECTIONS: number;
  DATABASE_TIMEOUT_MS: number;
}

/** The mistake in a DATABASE_URL, as the end of a sentence that begins with its name; undefined for a valid URL. */
export function urlFault(text: string): string | undefined {
  if (/^sqlite:(:memory:|file:|$)/.test(text))
    return 'must name a file after sqlite:, such as sqlite:data/quartet.db; a database in memory would lose all objects';
  if (text.startsWith('sqlite:')) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'mysql:')
    return 'must be sqlite:FILE or mysql://USER@HOST:PORT/DATABASE, such as sqlite:data/quartet.db';
  if (url.username === '' || url.pathname.length < 2)
    return 'must name a user and a database: mysql://USER@HOST:PORT/DATABASE';
  const unknown = [...url.searchParams.keys()].find((name) => name !== 'socketPath');
  return unknown === undefined ? undefined : `must have no parameter except socketPath, got ${unknown}`;
}

/** Converts valid environment variables to settings. */
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

/** A name of the database for messages, without its password. */
export const nameOf = (settings: DatabaseSettings) =>
  settings.engine === 'sqlite'
    ? settings.file
    : `${settings.database} at ${settings.socketPath ?? `${settings.host}:${settings.port}`}`;
