import type { CameraEvent, EventKind } from '../contracts/mqtt.ts';
import { SECOND } from './calendar.rules.ts';
import { faultBookOf, type Cast, type FaultBook } from './faults.rules.ts';
import { spoilings, stranger } from './malformed.rules.ts';
import { eventPacket, framePacket, spoilt, telemetryPacket, type Packet } from './packets.rules.ts';
import type { Evidence } from './pictures.ts';
import { hashOf, hashText, pickOf, unitOf } from './randomness.rules.ts';
import { lightAt } from './scene.rules.ts';
import { LOOP_LENGTH, type Light } from './sceneParts.rules.ts';
import type { Scenario } from './scenarios.ts';
import type { Actor } from './credentials.ts';
import { valuesAt } from './values.rules.ts';

/** A device playing in a scenario: everything it will ever say follows from this and the instants it is asked for. */
export interface Player extends Cast {
  readonly districtSeed: number;
  readonly periodMs: number;
  /** Where in its period it speaks, so that all of them together are an even stream. */
  readonly offsetMs: number;
  readonly faults: FaultBook;
}

export function castOf(scenario: Scenario, actors: readonly Actor[], seed: number, startAt: number, periodMs?: number) {
  return actors.map((actor, index): Player => {
    const cast = { actor, index, seed: hashText(actor.code, seed) };
    const period = periodMs ?? scenario.periodMs ?? actor.periodMs;
    const offsetMs = Math.floor((period * index) / actors.length);
    return { ...cast, districtSeed: seed, periodMs: period, offsetMs, faults: faultBookOf(scenario, cast, startAt) };
  });
}

/** What a device read at an instant, faults included; `history` marks it as back-fill from the start. */
export function readingOf(player: Player, at: number, history = false): Packet {
  const values = valuesAt(player.districtSeed, player.seed, at, player.faults.strainAt(at));
  return telemetryPacket(player.actor, at, values, Math.floor(at / SECOND), history);
}

/** How many slots a device with disorder collects before it sends them, shuffled. */
const SHUFFLED = 4;

/** What a device sends in its slot at `at`: usually one reading; none, more or worse when a fault is on. */
export function sendingsOf(player: Player, at: number): Packet[] {
  const { faults } = player;
  if (faults.isActive('silent', at)) return [];
  const slot = Math.round((at - player.offsetMs) / player.periodMs);
  let sendings = faults.isActive('disorder', at) ? shuffledSlots(player, at, slot) : [readingOf(player, at)];
  if (faults.isActive('duplicate', at)) sendings = sendings.flatMap((packet) => [packet, packet]);
  if (faults.isActive('malformed', at)) sendings.push(...spoiltReading(player, at));
  if (faults.isActive('stranger', at)) sendings.push(stranger.spoil(readingOf(player, at)));
  return sendings;
}

function shuffledSlots(player: Player, at: number, slot: number): Packet[] {
  if (slot % SHUFFLED !== SHUFFLED - 1) return [];
  const order = Array.from({ length: SHUFFLED }, (_, back) => Math.round(at - back * player.periodMs));
  return order
    .sort((a, b) => hashOf(player.seed, a) - hashOf(player.seed, b))
    .map((instant) => readingOf(player, instant));
}

/** One ill-made packet beside the honest one, another way each time. */
function spoiltReading(player: Player, at: number): Packet[] {
  const honest = readingOf(player, at + 1);
  return [pickOf(spoilings, player.seed, at).spoil(spoilt(honest, ''))];
}

/** Event kinds by light; the weight of a kind is how often it stands here. */
const kindsBy: Record<Light, readonly EventKind[]> = {
  day: [
    'no-helmet',
    'no-helmet',
    'no-vest',
    'bare-soil',
    'truck-unwashed',
    'truck-unwashed',
    'uncovered-load',
    'mist-cannon-off',
    'intrusion',
  ],
  dusk: ['truck-unwashed', 'uncovered-load', 'intrusion', 'no-helmet', 'bare-soil', 'mist-cannon-off'],
  night: ['night-work', 'intrusion', 'intrusion', 'truck-unwashed', 'fire-smoke'],
};
const truckKinds: readonly EventKind[] = ['truck-unwashed', 'uncovered-load'];

export type Draw = (what: 'truck' | 'worker', variant: number, step: number, light: Light) => Evidence;

/** The event somewhere in the district at an instant; the camera and the kind follow from seed and instant. */
export function eventOf(
  players: readonly Player[],
  seed: number,
  at: number,
  draw: Draw,
): { player: Player; packet: Packet } {
  const player = pickOf(players, seed, 31, at);
  const chance = hashOf(player.seed, 32, at);
  const light = lightAt(at);
  const kind = pickOf(kindsBy[light], chance);
  const isTruck = truckKinds.includes(kind);
  const packet = eventPacket(player.actor, at, (): CameraEvent => {
    const evidence = draw(isTruck ? 'truck' : 'worker', player.seed, chance % LOOP_LENGTH, light);
    return {
      id: `${player.actor.code}-${at}`,
      at,
      kind,
      confidence: Number((0.71 + 0.27 * unitOf(chance, 33)).toFixed(2)),
      box: evidence.box,
      // No plate of a real vehicle can look like this.
      ...(kind === 'truck-unwashed' ? { plate: `演示·${String(chance % 1000).padStart(3, '0')}` } : {}),
      image: { mime: 'image/jpeg', base64: evidence.base64 },
      simulated: true,
    };
  });
  return { player, packet };
}

/** The live picture of a camera at an instant. */
export function frameOf(
  player: Player,
  at: number,
  everyMs: number,
  draw: (v: number, step: number, light: Light) => Uint8Array,
) {
  const step = (Math.floor(at / everyMs) + player.index * 7) % LOOP_LENGTH;
  return framePacket(player.actor, at, () => draw(player.seed, step, lightAt(at)));
}
