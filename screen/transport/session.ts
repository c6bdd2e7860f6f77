import { computed, readonly, shallowRef } from 'vue';
import type { Enrolment, SignInOptions, SignInState, SignInStep } from '../../contracts/account.ts';
import type { ProblemCode } from '../../contracts/errors.ts';
import type { Viewer } from '../../contracts/people.ts';
import type { AdministratorRole } from '../../contracts/permissions.ts';
import type { BodyOf } from '../../contracts/rest.ts';
import { forgetDraftsOfOthers, forgetEverything } from './forget.ts';
import { call, isOverCode, RestProblem } from './rest.ts';

/** Who is looking. The cookie itself is HttpOnly: this page never sees it. */
const current = shallowRef<Viewer | null>(null);
export const viewer = readonly(current);

/** What the server offers at its door; null until it has answered. */
const offered = shallowRef<SignInOptions | null>(null);
export const signInOptions = readonly(offered);
/** A demonstration in which people show no second factor: every page says so. */
export const isWaived = computed(() => offered.value?.secondFactor === 'waived');

/** Why the last session was ended from elsewhere; null when it ran out or was left. */
const reason = shallowRef<ProblemCode | null>(null);
export const endedBecause = readonly(reason);

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
    if (!(error instanceof RestProblem) || !isOverCode(error.code)) throw error;
    current.value = null;
  }
  return current.value;
}

let asking: Promise<unknown> | null = null;
/** Asks anew what one may do, so that an open page offers that and no more. One question at a time. */
export function recogniseAgain(): void {
  asking ??= recogniseViewer()
    .catch(() => undefined)
    .finally(() => (asking = null));
}

/** Asks once what the door offers; a server that is away is asked again next time. */
export async function learnSignInOptions(): Promise<void> {
  if (offered.value === null) offered.value = await call('signInOptions', {});
}

function take({ state, viewer: found }: SignInStep): SignInState {
  if (found !== null) {
    current.value = found;
    reason.value = null;
    localStorage.removeItem(WALL_MARK);
    void forgetDraftsOfOthers(found.name);
  }
  return state;
}

export const signIn = async (body: BodyOf<'signIn'>): Promise<SignInState> => take(await call('signIn', { body }));
/** Which administrator a set-up link makes. */
export const lookAtSetUpLink = async (token: string): Promise<AdministratorRole> =>
  (await call('lookAtSetUpLink', { body: { token } })).role;
export const setUp = async (body: BodyOf<'setUp'>): Promise<SignInState> => take(await call('setUp', { body }));
export const showFactor = async (proof: string): Promise<SignInState> =>
  take(await call('showFactor', { body: { proof } }));
export const setNewPassword = async (password: string): Promise<SignInState> =>
  take(await call('setNewPassword', { body: { password } }));
export const beginEnrolment = (): Promise<Enrolment> => call('beginEnrolment', {});

/** @returns the recovery codes, which nobody shows again */
export async function confirmEnrolment(code: string): Promise<readonly string[]> {
  const { step, codes } = await call('confirmEnrolment', { body: { code } });
  take(step);
  return codes;
}

/** Where a sign-in stands that began elsewhere (at the provider); null when there is none. */
export async function signInStep(): Promise<SignInState | null> {
  try {
    return take(await call('signInStep', {}));
  } catch (error) {
    if (error instanceof RestProblem && error.code === 'step-over') return null;
    throw error;
  }
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
  await endHere(null);
}

/**
 * The session is over: nobody is here any more, and of a person nothing stays in the browser. Of one that ran out while
 * its holder was out of the network's reach, what they were writing stays until they, or somebody else, come.
 */
export async function endHere(why: ProblemCode | null): Promise<void> {
  const wasPerson = current.value?.kind === 'person';
  const spared = why === 'not-signed-in' && current.value !== null ? { draftsOf: current.value.name } : null;
  reason.value = why === 'not-signed-in' ? null : why;
  current.value = null;
  if (wasPerson) await forgetEverything(spared);
}

export const wasWall = (): boolean => localStorage.getItem(WALL_MARK) !== null;
