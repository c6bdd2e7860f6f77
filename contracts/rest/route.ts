import { Type, type TSchema } from 'typebox';
import type { AuditVerb } from '../audit.ts';
import type { Permission } from '../permissions.ts';
import { CodeText } from '../schema.ts';

/** One REST wire: what the server registers and what the screen calls. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly permission: Permission;
  /** Under which refused and failed attempts stand in the audit log; the change itself is recorded by its action. */
  readonly verb?: AuditVerb;
  readonly summary: string;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  readonly reply: TSchema;
}
/** A table of routes by name, each checked to be a Route and typed as written. */
export const routes = <T extends Record<string, Route>>(table: T): T => table;

export const byCode = Type.Object({ code: CodeText });
export const byId = Type.Object({ id: Type.Integer({ minimum: 1 }) });
export const Nothing = Type.Null();
export const list = <T extends TSchema>(row: T) => Type.Object({ rows: Type.Array(row) });
