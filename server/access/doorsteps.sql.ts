import type { Role } from '../../contracts/permissions.ts';
import type { Statement } from '../platform/database.ts';
import type { Progress, Way } from './signIn.rules.ts';

/** A person as a sign-in needs them. */
export interface Newcomer extends Omit<Progress, 'way' | 'factorShown'> {
  readonly personId: number;
  readonly loginName: string;
  readonly name: string;
  readonly passwordHash: string;
  /** Of the posts in force. */
  readonly roles: readonly Role[];
}

const newcomer = `p.id as "personId", p.login_name as "loginName", p.name, w.hash as "passwordHash",
  w.set_at as "passwordSetAt", w.temporary as "passwordTemporary", f.enrolled_at as "enrolledAt",
  array(select distinct role from access.posts_in_force f where f.person_id = p.id) as roles`;
/** Only who is active and has a password can sign in at all. */
const joined = `people p
  join lateral (select hash, set_at, temporary from passwords where person_id = p.id order by id desc limit 1) w on true
  left join second_factors f on f.person_id = p.id`;

/**
 * Login names are told apart without regard to case. What was typed is made small here, as the lockout counts it: the
 * database knows letters that become a plain one (İ) and would find the person under a name that is counted apart.
 */
export const selectByLoginName = (loginName: string): Statement => ({
  text: `select ${newcomer} from ${joined} where lower(p.login_name) = $1 and p.active`,
  values: [loginName.toLowerCase()],
});

export const selectByPersonId = (personId: number): Statement => ({
  text: `select ${newcomer} from ${joined} where p.id = $1 and p.active`,
  values: [personId],
});

export const selectStanding = (tokenHash: Buffer, now: number): Statement => ({
  text: `select ${newcomer}, d.way, d.factor_shown as "factorShown", d.expires_at as "expiresAt"
           from ${joined} join doorsteps d on d.person_id = p.id
          where d.token_hash = $1 and d.expires_at > $2 and p.active`,
  values: [tokenHash, new Date(now)],
});

export const insertDoorstep = (
  tokenHash: Buffer,
  personId: number,
  way: Way,
  factorShown: boolean,
  expiresAt: number,
): Statement => ({
  text: `insert into doorsteps (token_hash, person_id, way, factor_shown, expires_at) values ($1, $2, $3, $4, $5)`,
  values: [tokenHash, personId, way, factorShown, new Date(expiresAt)],
});

export const markFactorShown = (tokenHash: Buffer): Statement => ({
  text: `update doorsteps set factor_shown = true where token_hash = $1`,
  values: [tokenHash],
});

/** Whoever comes second with the same doorstep finds it gone. */
export const spendDoorstep = (tokenHash: Buffer): Statement => ({
  text: `delete from doorsteps where token_hash = $1 returning 1 as spent`,
  values: [tokenHash],
});

export const deleteDoorstepsOf = (personId: number): Statement => ({
  text: `delete from doorsteps where person_id = $1`,
  values: [personId],
});

/** All of a person but the one given. */
export const deleteOtherDoorsteps = (personId: number, kept: Buffer): Statement => ({
  text: `delete from doorsteps where person_id = $1 and token_hash <> $2`,
  values: [personId, kept],
});

export const deleteOldDoorsteps = (now: number): Statement => ({
  text: `delete from doorsteps where expires_at < $1`,
  values: [new Date(now)],
});
