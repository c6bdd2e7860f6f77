import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { RETRY_AFTER, type ProblemCode } from '../../contracts/errors.ts';
import { describeFaults, isDatabaseAway, problemOf, ProblemError } from './problems.ts';

/** Answers with problem details (RFC 9457). */
export const sendProblem = (reply: FastifyReply, code: ProblemCode, detail?: string): FastifyReply => {
  const body = problemOf(code, detail);
  return reply.code(body.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body));
};

type Fault = Partial<FastifyError> & {
  readonly validationContext?: string;
  /** Of a database error: the table whose check refused a row. */
  readonly table?: string;
};

/** What Fastify refuses by itself, by its own codes. */
const codesOfFaults: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'bad-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad-json',
  FST_ERR_BAD_URL: 'bad-address',
  FST_ERR_MAX_PARAM_LENGTH: 'bad-address',
};
/** And what its plugins refuse, by status alone. */
const codesOfStatus: Readonly<Record<number, ProblemCode>> = {
  404: 'not-found',
  408: 'too-slow',
  413: 'too-large',
  415: 'wrong-type',
  429: 'too-many',
  503: 'busy',
};

/**
 * What PostgreSQL says of a value that its schema lets through and that no column can hold: text with a NUL in it, a
 * number beyond its type, an instant beyond the calendar, an end before its beginning. These values come from requests, so
 * the request is to blame; only what the audit log refuses is our own.
 */
const UNSTORABLE: ReadonlySet<string> = new Set(['22021', '22P05', '22003', '22008', '23514']);

/** Which refusal an error stands for. What we did not foresee is `internal`, and says nothing more. */
export function judgeError(error: unknown): { readonly code: ProblemCode; readonly detail?: string } {
  if (error instanceof ProblemError) return { code: error.code, ...(error.detail && { detail: error.detail }) };
  const fault = error as Fault;
  if (Array.isArray(fault.validation))
    return { code: 'bad-request', detail: describeFaults(fault.validationContext, fault.validation) };
  if (isDatabaseAway(error)) return { code: 'database-away' };
  if (fault.code !== undefined && UNSTORABLE.has(fault.code) && fault.table !== 'audit_log')
    return { code: 'bad-request' };
  const byCode = fault.code === undefined ? undefined : codesOfFaults[fault.code];
  if (byCode !== undefined) return { code: byCode };
  const byStatus = fault.statusCode === undefined ? undefined : codesOfStatus[fault.statusCode];
  if (byStatus !== undefined) return { code: byStatus };
  if (fault.statusCode !== undefined && fault.statusCode >= 400 && fault.statusCode < 500)
    return { code: 'bad-request' };
  return { code: 'internal' };
}

/** Only what a log may hold: no values of a statement, no bodies. */
const loggable = (error: unknown) => {
  const { message, stack, code } = error as Fault;
  return { message, stack, code };
};

/** Every error leaves as problem details; unknown ones are logged with their stack and answered without. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const { code, detail } = judgeError(error);
    if (code === 'internal') request.log.error({ error: loggable(error) }, 'request failed');
    else if (code === 'database-away') request.log.warn({ error: (error as Error).message }, 'database away');
    if (error instanceof ProblemError && error.retryAfterS !== undefined) reply.header(RETRY_AFTER, error.retryAfterS);
    return sendProblem(reply, code, detail);
  });
}

/** What cannot even be routed is refused like everything else. */
export const refuseUnroutable = (error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void =>
  void sendProblem(reply, judgeError(error).code);

/** What Node's parser of HTTP says when it gives up on a connection. */
const codesOfClients: Readonly<Record<string, ProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/** What is no HTTP at all has no request to answer: the refusal is written to the connection itself. */
export function refuseUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const problem = problemOf(codesOfClients[error.code ?? ''] ?? 'bad-request');
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
