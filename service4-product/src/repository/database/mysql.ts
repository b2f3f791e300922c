import { MysqlDialect, type MysqlPool, type MysqlPoolConnection } from 'kysely';
import { createPool, type Pool, type PoolConnection, type QueryError } from 'mysql2';
import type { MysqlSettings } from './settings';

/** A kysely dialect over a MySQL or MariaDB server, whose statements may take `statementMs` each. */
export function mysqlDialect(settings: MysqlSettings, statementMs = settings.timeoutMs): MysqlDialect {
  const { host, port, socketPath, user, password, database, connections, timeoutMs } = settings;
  const pool = createPool({
    ...(socketPath === undefined ? { host, port } : { socketPath }),
    ...{ user, password, database },
    connectionLimit: connections,
    connectTimeout: timeoutMs,
    charset: 'utf8mb4',
    // So that the number of affected rows is that of the changed ones: an insert of what is there already counts nothing.
    flags: ['-FOUND_ROWS'],
  });
  // Whatever the server's own settings are: what does not fit is an error instead of cut to size, and locks are not waited for in vain.
  const session = `set session sql_mode = 'STRICT_ALL_TABLES', session innodb_lock_wait_timeout = ${Math.ceil(timeoutMs / 1000)}`;
  pool.on('connection', (connection) => {
    // Where it fails the connection is lost, and whoever asked for it hears that.
    connection.query(session, () => undefined);
  });
  return new MysqlDialect({ pool: withDeadlines(pool, timeoutMs, statementMs) });
}

/** The pool, so that no connection is waited for longer than `ms`. */
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
 * A connection whose statements end within `ms`. After a late answer it is given up, for nobody knows what it is at;
 * after that, and once it is lost, all else fails for the same reason: what a rollback would say of it is of no use.
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
      // Lost while nobody asked anything of it: the driver says only that it takes no more commands.
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
