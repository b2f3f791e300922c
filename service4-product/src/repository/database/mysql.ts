import { MysqlDialect, type MysqlPool, type MysqlPoolConnection } from 'kysely';
import { createPool, type Pool, type PoolConnection, type QueryError } from 'mysql2';
import type { MysqlSettings } from './settings';

/** A kysely dialect for a MySQL or MariaDB server; each statement may take `statementMs`. */
export function mysqlDialect(settings: MysqlSettings, statementMs = settings.timeoutMs): MysqlDialect {
  const { host, port, socketPath, user, password, database, connections, timeoutMs } = settings;
  const pool = createPool({
    ...(socketPath === undefined ? { host, port } : { socketPath }),
    user,
    password,
    database,
    connectionLimit: connections,
    connectTimeout: timeoutMs,
    charset: 'utf8mb4',
    // Count changed rows only, so that the insert of an existing object affects no row.
    flags: ['-FOUND_ROWS'],
  });
  // Independent of the server's settings: a value that is too long is an error, and the wait for a lock ends with the deadline.
  const session = `set session sql_mode = 'STRICT_ALL_TABLES', session innodb_lock_wait_timeout = ${Math.ceil(timeoutMs / 1000)}`;
  pool.on('connection', (connection) => {
    // If this fails, the connection is lost, and its next statement reports that.
    connection.query(session, () => undefined);
  });
  return new MysqlDialect({ pool: withDeadlines(pool, timeoutMs, statementMs) });
}

/** Limits the wait for a connection of the pool to `ms`. */
function withDeadlines(pool: Pool, ms: number, statementMs: number): MysqlPool {
  return {
    getConnection(callback) {
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        callback(new Error(`no connection within ${ms} ms`), undefined as never);
      }, ms);
      pool.getConnection((error, connection) => {
        clearTimeout(timer);
        if (!isLate) callback(error, error ? (undefined as never) : boundConnection(connection, statementMs));
        else if (!error) connection.release();
      });
    },
    end: (callback) => {
      pool.end(callback);
    },
  };
}

/**
 * Limits each statement of a connection to `ms`. A timeout destroys the connection, since its state is unknown. From then on all
 * statements fail with the first error, so that the error of a rollback does not hide it.
 */
function boundConnection(connection: PoolConnection, ms: number): MysqlPoolConnection {
  let failure: QueryError | undefined;
  const query = (sql: string, values: unknown[], callback: (error: unknown, result: never) => void) => {
    if (failure) {
      callback(failure, undefined as never);
      return;
    }
    connection.query({ sql, values, timeout: ms }, (error, result) => {
      const isLate = error?.code === 'PROTOCOL_SEQUENCE_TIMEOUT';
      if (isLate) error.message = `no answer within ${ms} ms`;
      // The driver's message for a connection that was lost while it was idle.
      if (error?.message.includes('connection is in closed state')) error.message = 'the connection was lost';
      if (isLate || error?.fatal) {
        failure = error;
        connection.destroy();
      }
      callback(error, result as never);
    });
  };
  return {
    query: query as MysqlPoolConnection['query'],
    release: () => {
      if (!failure) connection.release();
    },
  };
}
