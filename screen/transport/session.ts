import { readonly, shallowRef } from 'vue';
import type { Viewer } from '../../contracts/people.ts';
import type { BodyOf } from '../../contracts/rest.ts';
import { call, RestProblem } from './rest.ts';

/** Who is looking. The cookie itself is HttpOnly: this page never sees it. */
const current = shallowRef<Viewer | null>(null);
export const viewer = readonly(current);

/** No secret: only that this screen was once a wall, so that a revoked one is told so instead of asked to sign in. */
const WALL_MARK = 'screen-is-a-wall';

/**
 * Takes a one-time token out of the address and clears the address bar at once, so that neither history, a screenshot
 * nor a reload can carry it. Fragments are never sent to a server.
 */
export function takeFragmentToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token !== null) history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}

/** A network that swallows packets would otherwise hold a page back for minutes. */
const ANSWER_MS = 5_000;

/** The viewer behind the cookie, or null. An unreachable server rejects: that is no answer to the question. */
export async function recogniseViewer(): Promise<Viewer | null> {
  try {
    current.value = await call('whoAmI', { signal: AbortSignal.timeout(ANSWER_MS) });
  } catch (error) {
    if (!(error instanceof RestProblem) || error.code !== 'not-signed-in') throw error;
    current.value = null;
  }
  return current.value;
}

export async function signIn(body: BodyOf<'signIn'>): Promise<void> {
  current.value = await call('signIn', { body });
  localStorage.removeItem(WALL_MARK);
}

export async function setUp(body: BodyOf<'setUp'>): Promise<void> {
  current.value = await call('setUp', { body });
}

/** A kiosk starts with its link every day; after the first exchange the cookie answers and the token is spent. */
export async function becomeWall(token: string): Promise<Viewer | null> {
  // Asks within bounds whether anybody answers: an exchange must not be cut off, for its token is good once.
  if (wasWall()) await recogniseViewer();
  try {
    current.value = await call('exchangeWallToken', { body: { token } });
    localStorage.setItem(WALL_MARK, 'yes');
    return current.value;
  } catch (error) {
    if (error instanceof RestProblem && error.code === 'token-spent') return recogniseViewer();
    throw error;
  }
}

export async function signOut(): Promise<void> {
  await call('signOut', {}).catch(() => undefined);
  forgetViewer();
}

export const forgetViewer = (): void => void (current.value = null);
export const wasWall = (): boolean => localStorage.getItem(WALL_MARK) !== null;
