/** What an environmental monitor measures. The list is the order of the columns in `readings` and of every table. */
export const metrics = [
  'tsp',
  'pm10',
  'pm25',
  'noise',
  'temperature',
  'humidity',
  'pressure',
  'windSpeed',
  'windDirection',
] as const;
export type Metric = (typeof metrics)[number];

/** How values of a metric are averaged: sound by energy, direction as a vector, the rest plainly. */
export type MeanKind = 'arithmetic' | 'energy' | 'vector';

export interface MetricFact {
  readonly label: string;
  readonly unit: string;
  /** Column of `readings`. */
  readonly column: string;
  /** Decimals shown. */
  readonly digits: number;
  readonly mean: MeanKind;
  /**
   * Physically possible range, both ends included. Outside it a packet is quarantined as `out-of-range`.
   * These are what an instrument can show, not limits: dust by light scattering ends far below 10 mg/m3, sound level
   * meters of class 1 and 2 read from about 20 to 140 dB(A), surface pressure on Earth lies within 85 and 109 kPa.
   */
  readonly min: number;
  readonly max: number;
}

export const metricFacts: Readonly<Record<Metric, MetricFact>> = {
  tsp: { label: 'TSP', unit: 'μg/m³', column: 'tsp', digits: 0, mean: 'arithmetic', min: 0, max: 10_000 },
  pm10: { label: 'PM10', unit: 'μg/m³', column: 'pm10', digits: 0, mean: 'arithmetic', min: 0, max: 10_000 },
  pm25: { label: 'PM2.5', unit: 'μg/m³', column: 'pm25', digits: 0, mean: 'arithmetic', min: 0, max: 10_000 },
  noise: { label: '噪声', unit: 'dB(A)', column: 'noise', digits: 1, mean: 'energy', min: 15, max: 150 },
  temperature: { label: '气温', unit: '℃', column: 'temperature', digits: 1, mean: 'arithmetic', min: -50, max: 70 },
  humidity: { label: '湿度', unit: '%', column: 'humidity', digits: 0, mean: 'arithmetic', min: 0, max: 100 },
  pressure: { label: '气压', unit: 'kPa', column: 'pressure', digits: 2, mean: 'arithmetic', min: 80, max: 115 },
  windSpeed: { label: '风速', unit: 'm/s', column: 'wind_speed', digits: 1, mean: 'arithmetic', min: 0, max: 90 },
  windDirection: { label: '风向', unit: '°', column: 'wind_direction', digits: 0, mean: 'vector', min: 0, max: 360 },
};

/** HJ 212 table 8: N normal, F stopped, M maintenance, S entered by hand, D fault, C calibration, T over range, B link. */
export const flags = ['N', 'F', 'M', 'S', 'D', 'C', 'T', 'B'] as const;
export type Flag = (typeof flags)[number];

export type Values = Partial<Record<Metric, number>>;
export type Flags = Partial<Record<Metric, Flag>>;
