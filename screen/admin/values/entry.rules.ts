import type { Achievement, Band } from '../../../contracts/scores.ts';
import type { Deviation, DueTarget, Likelihood, ValueEntry } from '../../../contracts/values.ts';
import { roundedUnits } from '../../format/decimal.rules.ts';

/** What somebody typed so far; text as typed. */
export interface Draft {
  value: string;
  band: Band | '';
  /** Percent of the weight. */
  share: string;
  /** Places of satisfied points, as text. */
  points: readonly string[];
  vetoed: boolean;
  note: string;
  overReason: string;
  deviation: Deviation | '';
  likelihood: Likelihood | '';
  forecast: string;
  evidence: readonly string[];
}

export const emptyDraft = (): Draft => ({
  ...{ value: '', band: '', share: '', points: [], vetoed: false, note: '', overReason: '', deviation: '' },
  ...{ likelihood: '', forecast: '', evidence: [] },
});

/** A draft that begins at what stands: a correction changes one thing, it does not repeat all. */
export function draftOf(achievement: Achievement | null): Draft {
  if (achievement === null) return emptyDraft();
  const { value, band, pointsMet, vetoed } = achievement;
  const number = band === null ? { value: value ?? '' } : { band, share: percentText(value ?? '0') };
  return { ...emptyDraft(), ...number, points: (pointsMet ?? []).map(String), vetoed };
}

const NUMBER = /^-?\d{1,12}(\.\d{1,8})?$/;
/** A number as it may be sent: full-width digits, blanks and commas of people taken for what they mean. Null: none. */
export function numberOf(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,]/g, '')
    .replace(/^\+/, '')
    .replace(/[\u2212\u2013]/g, '-');
  return NUMBER.test(plain) ? plain : null;
}

/** Moves the point of a plain number, digits untouched: 85.5 by -2 is 0.855. */
function shifted(text: string, places: number): string {
  const [whole = '0', part = ''] = text.replace('-', '').split('.');
  const digits = whole + part;
  const point = whole.length + places;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const tail = padded.slice(at).replace(/0+$/, '');
  const head = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  return `${text.startsWith('-') ? '-' : ''}${head}${tail === '' ? '' : `.${tail}`}`;
}
/** 0.855 as 85.5, and back. */
export const percentText = (share: string): string => shifted(share, 2);
export const shareText = (percent: string): string => shifted(percent, -2);

const needsValue = ({ method }: DueTarget): boolean => method === 'ratio' || method === 'execution';
const needsPoints = ({ method }: DueTarget): boolean => method === 'points' || method === 'veto';

function achievementOf(draft: Draft, target: DueTarget): Achievement {
  const share = numberOf(draft.share);
  const own = target.method === 'bands' ? (share === null ? null : shareText(share)) : numberOf(draft.value);
  return {
    value: needsPoints(target) ? null : own,
    band: target.method === 'bands' ? draft.band || null : null,
    pointsMet: needsPoints(target) ? draft.points.map(Number) : null,
    vetoed: target.method === 'veto' && draft.vetoed,
  };
}

/** What is sent of a draft; the server says what is wrong with it. */
export const entryOf = (draft: Draft, target: DueTarget): ValueEntry => ({
  achievement: achievementOf(draft, target),
  note: draft.note.trim(),
  overReason: isOver(draft, target) ? draft.overReason.trim() : '',
  deviation: draft.deviation || null,
  likelihood: draft.likelihood || null,
  forecast: numberOf(draft.forecast),
  evidence: draft.evidence.map(Number),
});

/** Whether enough is there to be sent. */
export function isWhole(draft: Draft, target: DueTarget, isCorrection: boolean): boolean {
  if (isCorrection && draft.note.trim() === '') return false;
  if (draft.forecast.trim() !== '' && numberOf(draft.forecast) === null) return false;
  if (isOver(draft, target) && draft.overReason.trim() === '') return false;
  if (needsValue(target)) return numberOf(draft.value) !== null;
  if (target.method === 'bands') return draft.band !== '' && numberOf(draft.share) !== null;
  return target.method !== 'veto' || !draft.vetoed || draft.note.trim() !== '';
}

/** What can be tried out of a draft; null while it says too little. */
export function triedOf(draft: Draft, target: DueTarget): Achievement | null {
  const achievement = achievementOf(draft, target);
  const isSaid =
    needsPoints(target) || (achievement.value !== null && (target.method !== 'bands' || draft.band !== ''));
  return isSaid ? achievement : null;
}

/** How much of the target was achieved, in percent, for the eye: what counts is computed by the server, exactly. */
export function rateOf(draft: Draft, { method, direction, target }: DueTarget): number | null {
  const value = numberOf(draft.value);
  if (method !== 'ratio' || value === null || target === null || Number(target) === 0) return null;
  if (direction === 'le' || direction === 'lt') return null;
  return (Number(value) / Number(target)) * 100;
}

/** As many decimals as a wire carries. */
const WIRE_PLACES = 8;
/** Whether a reason for so much will be asked for: as the server judges it, to the last digit. */
export function isOver(draft: Draft, target: DueTarget): boolean {
  const value = numberOf(draft.value);
  if (rateOf(draft, target) === null || value === null || target.target === null) return false;
  const unitsOf = (text: string): bigint => roundedUnits(text, WIRE_PLACES);
  const wanted = unitsOf(target.target);
  return wanted > 0n && unitsOf(value) * unitsOf('1') >= wanted * unitsOf(target.overRatio);
}
