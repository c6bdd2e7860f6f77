import type { TransactionStatus } from './pgWire.ts';

/** One backend message: type letter, length, body. */
export function backendMessage(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** ReadyForQuery with the given transaction status. */
export function readyForQuery(status: TransactionStatus): Buffer {
  return backendMessage('Z', Buffer.from(status, 'latin1'));
}

/** ErrorResponse with severity, SQLSTATE and text. */
export function errorResponse(sqlState: string, text: string, severity: 'ERROR' | 'FATAL' = 'ERROR'): Buffer {
  const fields = [`S${severity}`, `V${severity}`, `C${sqlState}`, `M${text}`];
  return backendMessage('E', Buffer.from(`${fields.join('\0')}\0\0`, 'utf8'));
}

/** What clients read at connect; drivers choose their parsers by these, so they must match the session's settings. */
const PARAMETERS: Readonly<Record<string, string>> = {
  server_encoding: 'UTF8',
  client_encoding: 'UTF8',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  integer_datetimes: 'on',
  standard_conforming_strings: 'on',
  is_superuser: 'on',
  session_authorization: 'postgres',
  application_name: '',
};

/** Everything between StartupMessage and the first query. Who may connect is decided by the 0700 directory of the socket. */
export function greeting(processId: number, serverVersion: string): Buffer {
  const parameters = Object.entries({ server_version: serverVersion, ...PARAMETERS }).map(([name, value]) =>
    backendMessage('S', Buffer.from(`${name}\0${value}\0`, 'utf8')),
  );
  const key = Buffer.alloc(8);
  key.writeInt32BE(processId, 0);
  return Buffer.concat([
    backendMessage('R', Buffer.alloc(4)),
    ...parameters,
    backendMessage('K', key),
    readyForQuery('I'),
  ]);
}

/** A simple Query message, for the statements this process runs on its own account. */
export function simpleQuery(sql: string): Buffer {
  return backendMessage('Q', Buffer.from(`${sql}\0`, 'utf8'));
}
