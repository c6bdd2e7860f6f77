import { rest, type RouteName } from './rest.ts';

/** How a wire is asked for. */
export interface Wire {
  readonly method: string;
  readonly path: string;
}

/** All that a browser needs of the REST wires: the built screen gets this as plain data, without any schema (vite.contracts.ts). */
export const wires: Readonly<Record<RouteName, Wire>> = rest;
