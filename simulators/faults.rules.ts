import { DAY, MINUTE, rise, sinceMidnight } from './calendar.rules.ts';
import type { Actor } from './credentials.ts';
import type { Fault, FaultKind, Scenario } from './scenarios.ts';
import { calm, type Strain } from './values.rules.ts';

/** A device in a run: its place among those playing decides which faults fall on it. */
export interface Cast {
  readonly actor: Actor;
  readonly index: number;
  readonly seed: number;
}

const isOn = (fault: Fault, cast: Cast): boolean =>
  'part' in fault.on ? cast.actor.part === fault.on.part : cast.index % fault.on.everyNth === 0;

/** How long the fault has been on at this instant, or undefined when it is off. */
export function sinceOnset(fault: Fault, at: number, startAt: number): number | undefined {
  const origin = fault.since === 'start' ? startAt : at - sinceMidnight(at);
  const into = at - origin - fault.fromMs;
  if (into < 0) return undefined;
  const phase = into % fault.everyMs;
  return phase < fault.forMs ? phase : undefined;
}

/** The faults of one device are looked up once; instants then cost a few subtractions. */
export interface FaultBook {
  readonly isActive: (kind: FaultKind, at: number) => boolean;
  readonly strainAt: (at: number) => Strain;
  readonly has: (kind: FaultKind) => boolean;
}

export function faultBookOf(scenario: Scenario, cast: Cast, startAt: number): FaultBook {
  const mine = scenario.faults.filter((fault) => isOn(fault, cast));
  const strength = (kind: FaultKind, at: number): number =>
    Math.max(0, ...mine.filter((fault) => fault.kind === kind).map((fault) => strengthOf(fault, at, startAt)));
  const strains = mine.some((fault) => fault.kind === 'dust' || fault.kind === 'night-work');
  return {
    has: (kind) => mine.some((fault) => fault.kind === kind),
    isActive: (kind, at) => mine.some((f) => f.kind === kind && sinceOnset(f, at, startAt) !== undefined),
    strainAt: (at) => (strains ? { dust: strength('dust', at), nightWork: strength('night-work', at) } : calm),
  };
}

/** A strain comes on within a few minutes and fades as fast; one that lasts a day is simply there. */
function strengthOf(fault: Fault, at: number, startAt: number): number {
  const on = sinceOnset(fault, at, startAt);
  if (on === undefined) return 0;
  if (fault.forMs >= DAY) return 1;
  const ramp = Math.min(4 * MINUTE, fault.forMs / 4);
  return Math.min(rise(0, ramp, on), 1 - rise(fault.forMs - ramp, fault.forMs, on));
}
