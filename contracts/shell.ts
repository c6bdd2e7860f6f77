/** What screen and server agree on about the built screen itself: its version, its worker, whose addresses are whose. */

/** Name of the meta element in the built index.html that carries the screen's version. */
export const SHELL_VERSION_META = 'shell-version';
/** Every answer of the API names the version of the screen that the server has: an older page learns of it from there. */
export const SHELL_VERSION_HEADER = 'x-shell-version';
/** The service worker; at the root, for its scope is where it lies. */
export const SHELL_WORKER_PATH = '/worker.js';

/** Addresses that the server answers itself; every other one that a browser opens is a page of the screen. */
const SERVER_PATHS = /^\/(api|socket\.io|healthz|readyz|metrics)(\/|$|\?)/;
export const isServerPath = (path: string): boolean => SERVER_PATHS.test(path);
