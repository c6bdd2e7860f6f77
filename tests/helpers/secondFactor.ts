import { setTimeout as sleep } from 'node:timers/promises';
import { generateSync } from 'otplib';
import type { Enrolment, SignInStep } from '../../contracts/account.ts';

const STEP_SECONDS = 30;

export interface AuthenticatorClock {
  readonly now: () => number;
  /** Lets time go by: sleeps, or moves a clock that the test holds. */
  readonly wait: () => Promise<unknown>;
}
const realClock: AuthenticatorClock = { now: Date.now, wait: () => sleep(250) };

/** The authenticator on somebody's phone. It never shows the same code twice, as the server accepts none twice. */
export class Authenticator {
  private last = 0;

  constructor(
    readonly secret: string,
    private readonly clock: AuthenticatorClock = realClock,
  ) {}

  /** A code that is good now: the oldest that is left. When all are used it waits for the next one. */
  async code(): Promise<string> {
    const step = () => Math.floor(this.clock.now() / 1000 / STEP_SECONDS);
    while (this.last > step()) await this.clock.wait();
    const next = Math.max(this.last + 1, step() - 1);
    this.last = next;
    return this.at(next);
  }

  /** The same for somebody who types it: none that is about to run out. */
  async typed(): Promise<string> {
    this.last = Math.max(this.last, Math.floor(this.clock.now() / 1000 / STEP_SECONDS) - 1);
    return this.code();
  }

  private at(step: number): string {
    return generateSync({ secret: this.secret, epoch: step * STEP_SECONDS });
  }
}

/** Whoever can send a request and keeps cookies: a Visitor, a Caller. */
export type Post = <T>(path: string, body: object) => Promise<T>;

export interface Person {
  readonly loginName: string;
  readonly password: string;
  /** Given by the administrator; `password` takes its place at the first sign-in. */
  readonly firstPassword?: string;
}

const installations = new Map<string, Authenticators>();
/** The authenticators of whoever enrolled at this address. */
export function authenticatorsAt(address: string): Authenticators {
  const found = installations.get(address) ?? new Authenticators();
  installations.set(address, found);
  return found;
}

/** People of one installation with their authenticators. */
export class Authenticators {
  private readonly known = new Map<string, Authenticator>();
  /** Where a password has run out and another took its place. */
  private readonly passwords = new Map<string, string>();

  constructor(private readonly clock: AuthenticatorClock = realClock) {}

  /** The authenticator of somebody who has enrolled here. */
  of(loginName: string): Authenticator {
    const found = this.known.get(loginName);
    if (found === undefined) throw new Error(`${loginName} has not enrolled`);
    return found;
  }

  /** Somebody has enrolled otherwise: on a screen. */
  add(loginName: string, secret: string): Authenticator {
    const authenticator = new Authenticator(secret, this.clock);
    this.known.set(loginName, authenticator);
    return authenticator;
  }

  /** Signs in, with whatever is asked for on the way: second factor, new password, enrolment. */
  async signIn(post: Post, person: Person): Promise<SignInStep> {
    const { loginName, password, firstPassword } = person;
    const isFirst = firstPassword !== undefined && !this.known.has(loginName);
    const credentials = { loginName, password: this.passwords.get(loginName) ?? (isFirst ? firstPassword : password) };
    return this.goOn(post, person, await post<SignInStep>('/api/sessions', credentials));
  }

  /** From where somebody stands (a set-up link leads onto the doorstep too) to being in. */
  async goOn(post: Post, person: Person, step: SignInStep): Promise<SignInStep> {
    switch (step.state) {
      case 'ready':
        return step;
      case 'second-factor': {
        const proof = await this.of(person.loginName).code();
        return this.goOn(post, person, await post<SignInStep>('/api/sign-in/second-factor', { proof }));
      }
      case 'change-password': {
        const isFirst = person.firstPassword !== undefined && !this.known.has(person.loginName);
        const former = this.passwords.get(person.loginName) ?? person.password;
        const password = isFirst ? person.password : `${former}+`;
        if (!isFirst) this.passwords.set(person.loginName, password);
        return this.goOn(post, person, await post<SignInStep>('/api/sign-in/password', { password }));
      }
      case 'enrol': {
        const { secret } = await post<Enrolment>('/api/sign-in/enrolment', {});
        const authenticator = new Authenticator(secret, this.clock);
        const code = await authenticator.code();
        const confirmed = await post<{ step: SignInStep }>('/api/sign-in/enrolment/confirm', { code });
        this.known.set(person.loginName, authenticator);
        return this.goOn(post, person, confirmed.step);
      }
    }
  }
}
