import { isServerPath } from '../../contracts/shell.ts';

/** What the build put into the worker: the files of one version of the screen. */
export interface Shell {
  readonly version: string;
  readonly paths: readonly string[];
}
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly isOurs: boolean;
  readonly isPage: boolean;
}

/**
 * Where an answer comes from. `network`: not the worker's business. `index`: a page; the screen routes itself. `kept`: a
 * file that never changes under its name. `newest`: an operator may have replaced it (outlines of the map), so the server
 * is asked first and the kept one is for when it does not answer.
 */
export type Source = 'network' | 'index' | 'kept' | 'newest';

export const INDEX_PATH = '/index.html';

/** Only files of the build are ever kept: answers of the API and pictures of cameras are not among them. */
export function sourceOf({ method, path, isOurs, isPage }: Asked, files: ReadonlySet<string>): Source {
  if (method !== 'GET' || !isOurs || isServerPath(path)) return 'network';
  if (isPage) return 'index';
  if (!files.has(path)) return 'network';
  return path.startsWith('/assets/') ? 'kept' : 'newest';
}

const PREFIX = 'shell-';
export const cacheName = (version: string): string => PREFIX + version;
/** Caches of earlier versions. Names of others are left alone. */
export const outdated = (names: readonly string[], version: string): string[] =>
  names.filter((name) => name.startsWith(PREFIX) && name !== cacheName(version));
