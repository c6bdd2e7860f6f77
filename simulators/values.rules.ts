import { metricFacts, metrics, type Values } from '../contracts/metrics.ts';
import { HOUR, hill, hourOf, MINUTE, rise } from './calendar.rules.ts';
import { signedOf, unitOf, wander } from './randomness.rules.ts';
import { weatherAt } from './weather.rules.ts';

/** What a fault adds to an honest value, each 0 (not at all) .. 1 (fully). */
export interface Strain {
  readonly dust: number;
  readonly nightWork: number;
}
export const calm: Strain = { dust: 0, nightWork: 0 };

/**
 * What the instrument with this seed shows at an instant: a pure function, so the same instant told twice (history, a
 * resend, a restart) is the same packet. `districtSeed` is the weather that all instruments share.
 */
export function valuesAt(districtSeed: number, deviceSeed: number, at: number, strain: Strain = calm): Values {
  const weather = weatherAt(districtSeed, at);
  const dust = dustAt(deviceSeed, at, weather.rain, weather.windSpeed, strain.dust);
  const shown: Record<keyof Values, number> = {
    ...dust,
    noise: noiseAt(deviceSeed, at, weather.rain, strain.nightWork),
    temperature: weather.temperature + 0.6 * signedOf(deviceSeed, 1) + 0.1 * signedOf(deviceSeed, 2, at),
    humidity: weather.humidity + 2 * signedOf(deviceSeed, 3) + 0.6 * signedOf(deviceSeed, 4, at),
    pressure: weather.pressure + 0.1 * signedOf(deviceSeed, 5) + 0.01 * signedOf(deviceSeed, 6, at),
    windSpeed: weather.windSpeed * (0.75 + 0.5 * unitOf(deviceSeed, 7)) + 0.3 * signedOf(deviceSeed, 8, at),
    windDirection: weather.windDirection + 15 * signedOf(deviceSeed, 9) + 10 * signedOf(deviceSeed, 10, at) + 360,
  };
  shown.windDirection %= 360;
  return Object.fromEntries(metrics.map((metric) => [metric, asShown(metric, shown[metric])]));
}

/** Rounded to the instrument's decimals and kept within what it can show. */
function asShown(metric: keyof Values, value: number): number {
  const { digits, min, max } = metricFacts[metric];
  return Math.min(max, Math.max(min, Number(value.toFixed(digits))));
}

/** How much is being built, 0..1: from seven to noon and from one to half past six. */
export function worksAt(at: number): number {
  const hour = hourOf(at);
  const morning = rise(6.5, 7.5, hour) - rise(11.5, 12.2, hour);
  const afternoon = rise(12.8, 13.5, hour) - rise(17.8, 18.8, hour);
  return morning + afternoon;
}

/**
 * Sound level: about 58-68 dB(A) by day, 42-50 by night. It has come down by 22:00 and stays down until 06:00, so that an
 * honest site keeps the night limit.
 */
function noiseAt(seed: number, at: number, rain: number, nightWork: number): number {
  const hour = hourOf(at);
  const day = rise(6.1, 7.2, hour) - rise(20.6, 21.9, hour);
  const base = 45.5 + 14 * day + 4 * day * worksAt(at) + 1.2 * signedOf(seed, 11);
  const lively = 1 + 1.2 * day;
  const level = base + 1.3 * wander(seed + 12, at, 11 * MINUTE) + lively * signedOf(seed, 13, at) + 0.8 * rain;
  return nightWork === 0 ? level : Math.max(level, level + (61.5 - base) * nightWork * (1 - 0.8 * day));
}

/** Dust: low before dawn, up with traffic and with works, washed out by rain, blown thin by wind. */
function dustAt(seed: number, at: number, rain: number, windSpeed: number, strain: number) {
  const hour = hourOf(at);
  const traffic = hill(8, 3, hour) + 0.8 * hill(18.5, 3.5, hour);
  const works = worksAt(at) * (0.7 + 0.6 * unitOf(seed, 21));
  const slow = 1 + 0.3 * wander(seed + 22, at, 7 * HOUR) + 0.08 * wander(seed + 23, at, 9 * MINUTE);
  const washed = (1 - 0.55 * rain) * (1.12 - 0.05 * Math.min(4, windSpeed));
  const pm10 = (34 + 12 * traffic + 20 * works) * slow * washed + 2 * signedOf(seed, 24, at) + 165 * strain;
  const tsp = pm10 * (1.75 + 0.2 * unitOf(seed, 25)) + 10 * works + 4 * signedOf(seed, 26, at) + 160 * strain;
  return { tsp, pm10, pm25: pm10 * (0.5 - 0.12 * strain) + signedOf(seed, 27, at) };
}
