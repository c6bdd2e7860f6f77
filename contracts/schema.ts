import { Type, type Static, type TSchema } from 'typebox';

/** A string out of a fixed list; the list is the one place where the states are written. */
export const oneOf = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values] });

/** T or null. */
export const nullable = <T extends TSchema>(schema: T) =>
  Type.Unsafe<Static<T> | null>({ anyOf: [schema, { type: 'null' }] });

export const CodeText = Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$' });
export const NameText = Type.String({ minLength: 1, maxLength: 120 });
export const InstantMs = Type.Integer({ minimum: 0, maximum: 4_102_444_800_000 });
/** An exact number in its own digits; what is scored or weighed is never a floating point number. */
export const DecimalText = Type.String({ pattern: '^-?[0-9]{1,12}(\\.[0-9]{1,8})?$' });
/** A calendar day of Asia/Shanghai. That its month has such a day is for rules to check. */
export const DayText = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });
export const FenText = Type.String({ pattern: '^-?[0-9]{1,18}$' });
export const PageQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
  before: Type.Optional(Type.Integer({ minimum: 1 })),
});
