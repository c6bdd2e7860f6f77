import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemCode } from '../../contracts/errors.ts';
import { describeFaults, isDatabaseAway, problemOf, ProblemError } from './problems.ts';

/** Answers with problem details (RFC 9457). */
export const sendProblem = (reply: FastifyReply, code: ProblemCode, detail?: string): FastifyReply => {
  const body = problemOf(code, detail);
  return reply.code(body.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body));
};

type Fault = Partial<FastifyError> & { readonly validationContext?: string };

/** Which refusal an error stands for. What we did not foresee is `internal`, and says nothing more. */
export function judgeError(error: unknown): { readonly code: ProblemCode; readonly detail?: string } {
  if (error instanceof ProblemError) return { code: error.code, ...(error.detail && { detail: error.detail }) };
  const fault = error as Fault;
  if (Array.isArray(fault.validation))
    return { code: 'bad-request', detail: describeFaults(fault.validationContext, fault.validation) };
  if (isDatabaseAway(error)) return { code: 'database-away' };
  if (fault.statusCode === 404) return { code: 'not-found' };
  if (fault.statusCode === 429) return { code: 'too-many' };
  if (fault.statusCode === 503) return { code: 'busy' };
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
    return sendProblem(reply, code, detail);
  });
}
