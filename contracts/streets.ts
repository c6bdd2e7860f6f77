import { Type, type Static } from 'typebox';

export const Street = Type.Object({ code: Type.String(), name: Type.String() });
export type Street = Static<typeof Street>;
