import type { Configuration } from 'openid-client';
import type { Account } from '../../contracts/account.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Runner } from '../platform/database.ts';
import { ProblemError } from '../platform/problems.ts';
import type { Handed } from './cookie.ts';
import * as sql from './provider.sql.ts';
import { hashToken, newToken } from './tokens.ts';

/** An OpenID Connect provider, as configured (docs/operations.md). */
export interface ProviderConfig {
  /** As people know it. */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends browsers back to. */
  readonly redirectUri: string;
}

/** Who came back from the provider, and for what. */
export interface Returned {
  readonly subject: string;
  /** Who wants to be bound; null for a sign-in. */
  readonly personId: number | null;
}

const VISIT_MS = 10 * 60_000;

/**
 * Code flow with PKCE, state and nonce (RFC 9700). The provider vouches for the first factor only, and only for
 * identities that a person of ours has bound: nobody is created. It is asked nothing until somebody wants to go there.
 */
export class Provider {
  private discovered: Promise<Configuration> | undefined;

  constructor(
    private readonly config: ProviderConfig,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  get name(): string {
    return this.config.name;
  }

  /** Sets out. @returns where the browser must go, and the token of its cookie. @throws ProblemError provider-away */
  async begin(personId: number | null): Promise<{ readonly url: string; readonly visit: Handed }> {
    const client = await import('openid-client');
    const configuration = await this.discover();
    const verifier = client.randomPKCECodeVerifier();
    const state = client.randomState();
    const nonce = client.randomNonce();
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.config.redirectUri,
      scope: 'openid',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    const token = newToken();
    const expiresAt = this.clock.now() + VISIT_MS;
    await this.db.run(sql.insertVisit(hashToken(token), { state, nonce, verifier, personId }, expiresAt));
    return { url: url.href, visit: { token, expiresAt } };
  }

  /**
   * Comes back: exchanges the code and checks everything that was agreed on when setting out.
   * @param search the query that the provider sent the browser back with
   * @throws ProblemError step-over for a visit that nobody set out on, provider-away when it ends in anything but an identity
   */
  async finish(token: string | undefined, search: string): Promise<Returned> {
    const [visit] =
      token === undefined ? [] : await this.db.run<sql.VisitRow>(sql.spendVisit(hashToken(token), this.clock.now()));
    if (visit === undefined) throw new ProblemError('step-over');
    const client = await import('openid-client');
    try {
      const tokens = await client.authorizationCodeGrant(
        await this.discover(),
        new URL(`${this.config.redirectUri}${search}`),
        {
          pkceCodeVerifier: visit.verifier,
          expectedState: visit.state,
          expectedNonce: visit.nonce,
          idTokenExpected: true,
        },
      );
      const subject = tokens.claims()?.sub;
      if (subject === undefined) throw new Error('no subject');
      return { subject, personId: visit.personId };
    } catch (error) {
      throw new ProblemError('provider-away', (error as { error?: string }).error);
    }
  }

  /** Who has bound this identity. */
  async personOf(subject: string): Promise<number | undefined> {
    const [bound] = await this.db.run<{ personId: number }>(sql.selectBound(this.config.issuer, subject));
    return bound?.personId;
  }

  /** Whether it could be bound: it is nobody else's, and the person has no other. */
  async bind(tx: Runner, subject: string, personId: number): Promise<boolean> {
    const bound = await tx.run(sql.bindSubject(this.config.issuer, subject, personId, this.clock.now()));
    return bound.length > 0;
  }

  /** @returns whether there was one */
  async unbind(tx: Runner, personId: number): Promise<boolean> {
    return (await tx.run(sql.unbindSubject(this.config.issuer, personId))).length > 0;
  }

  async bindingOf(personId: number): Promise<NonNullable<Account['provider']>> {
    const [bound] = await this.db.run<{ boundAt: number }>(sql.selectBinding(this.config.issuer, personId));
    return { name: this.name, boundAt: bound?.boundAt ?? null };
  }

  async forgetOld(): Promise<void> {
    await this.db.run(sql.deleteOldVisits(this.clock.now()));
  }

  private discover(): Promise<Configuration> {
    this.discovered ??= this.ask().catch((error: unknown) => {
      // Asked again next time: the provider may have been away.
      this.discovered = undefined;
      throw new ProblemError('provider-away', (error as Error).message);
    });
    return this.discovered;
  }

  private async ask(): Promise<Configuration> {
    const client = await import('openid-client');
    const { issuer, clientId, clientSecret } = this.config;
    const url = new URL(issuer);
    // Plain http only on this very machine: readConfig refuses any other.
    const options = url.protocol === 'http:' ? { execute: [client.allowInsecureRequests] } : {};
    return client.discovery(url, clientId, clientSecret, undefined, options);
  }
}
