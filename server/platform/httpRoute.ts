import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifySchema,
  FastifySchemaCompiler,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { Refusal } from '../../contracts/errors.ts';
import type { Route } from '../../contracts/rest.ts';
import type { RequestDatabase } from './database.ts';

/** The HTTP server as our modules see it. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

type StaticOf<T> = T extends TSchema ? Static<T> : undefined;
/** What a handler is given: the checked parts of the request, typed from the contract. */
export interface RouteInput<R extends Route> {
  readonly params: StaticOf<R['params']>;
  readonly query: StaticOf<R['query']>;
  readonly body: StaticOf<R['body']>;
  /** The database as the caller may see it by this route's permission: use no other in a route. */
  readonly db: RequestDatabase;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}
export type RouteHandler<R extends Route> = (input: RouteInput<R>) => Promise<Static<R['reply']>>;

export interface RouteExtras {
  /** A stricter rate limit for one address than the general one. */
  readonly perMinute?: number;
  /** A larger body than the general one. */
  readonly bodyBytes?: number;
}

/**
 * Registers one entry of the contract's route table. Requests are checked against its schemas, replies are written by
 * its reply schema (what the schema does not name never leaves); a null reply is 204.
 */
export function route<R extends Route>(app: App, entry: R, handle: RouteHandler<R>, extras: RouteExtras = {}): void {
  app.route({
    method: entry.method,
    url: entry.path,
    schema: schemaOf(entry),
    ...(extras.bodyBytes !== undefined && { bodyLimit: extras.bodyBytes }),
    config: {
      permission: entry.permission,
      ...(entry.verb !== undefined && { verb: entry.verb }),
      ...(extras.perMinute !== undefined && { rateLimit: { max: extras.perMinute, timeWindow: 60_000 } }),
    },
    handler: async (request, reply) => {
      const { params, query, body } = request as { params: unknown; query: unknown; body: unknown };
      const answer = await handle({ params, query, body, db: request.db, request, reply } as RouteInput<R>);
      return answer === null ? reply.code(204).send() : answer;
    },
  });
}

function schemaOf(entry: Route): FastifySchema {
  const nothing = (entry.reply as { type?: unknown }).type === 'null';
  return {
    summary: entry.summary,
    description: `权限:${entry.permission}`,
    tags: [entry.path.split('/')[2] ?? 'api'],
    ...(entry.params && { params: entry.params }),
    ...(entry.query && { querystring: entry.query }),
    ...(entry.body && { body: entry.body }),
    response: { ...(nothing ? { 204: { type: 'null' } } : { 200: entry.reply }), default: Refusal },
  };
}

/** Defaults are filled in; text from paths and queries is turned into numbers; bodies must be right as they come. */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(schema);
  return (value: unknown) => {
    const filled: unknown = Value.Default(schema, value ?? {});
    const ready: unknown = httpPart === 'body' ? filled : Value.Convert(schema, filled);
    return compiled.Check(ready) ? { value: ready } : { error: compiled.Errors(ready) };
  };
};
