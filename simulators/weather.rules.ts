import { DAY, HOUR, hill, hourOf, yearShareOf } from './calendar.rules.ts';
import { wander } from './randomness.rules.ts';

/** The weather over the whole district at an instant; instruments see it with a small error of their own. */
export interface Weather {
  readonly temperature: number;
  readonly humidity: number;
  readonly pressure: number;
  readonly windSpeed: number;
  readonly windDirection: number;
  /** 0 dry .. 1 pouring. */
  readonly rain: number;
}

/** Nanjing's climate in round numbers: 3 degC in January to 29 in July, wet summers, low pressure in summer. */
export function weatherAt(seed: number, at: number): Weather {
  const summer = -Math.cos(2 * Math.PI * (yearShareOf(at) - 0.05));
  const front = wander(seed + 1, at, 40 * HOUR);
  const rain = Math.max(0, (wander(seed + 2, at, 5 * HOUR) + 0.25 * front - 0.45) / 0.8);
  const daylight = hill(14.5, 10, hourOf(at)) * (1 - 0.6 * Math.min(1, rain * 3));
  const temperature = 14 + 12.5 * summer + 6 * daylight - 3 * front - 2 * rain;
  const humidity = 74 + 6 * summer - 24 * daylight + 10 * front + 30 * rain;
  return {
    temperature,
    humidity: Math.min(99, Math.max(22, humidity)),
    pressure: 101.6 - 1.0 * summer - 0.5 * front + 0.08 * wander(seed + 3, at, 12 * HOUR),
    windSpeed: Math.max(0.2, 1.4 + 1.6 * daylight + 0.9 * wander(seed + 4, at, 2 * HOUR) + 2 * rain),
    windDirection: (((150 - 60 * front + 50 * wander(seed + 5, at, DAY / 3)) % 360) + 360) % 360,
    rain: Math.min(1, rain),
  };
}
