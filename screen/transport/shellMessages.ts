/** Said by a page that is about to load anew to the worker that waits to take over. */
export const TAKE_OVER = 'take-over';
