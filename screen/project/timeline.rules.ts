import type { Instant } from '../../contracts/glossary.ts';
import type { StoredEvent } from '../../contracts/history.ts';
import type { Inspection } from '../../contracts/inspections.ts';
import type { FeedItem } from '../../contracts/live.ts';
import { eventKinds, type EventKind } from '../../contracts/mqtt.ts';
import { projectPhaseNames, type PhaseDate, type ProjectDetail, type ProjectWeek } from '../../contracts/projects.ts';
import { formatPercent, formatWan } from '../format/number.ts';
import { feedLine, type Tone } from '../live/feed.rules.ts';
import { inspectionWords } from '../words/inspections.ts';
import { eventNames } from '../words/events.ts';
import { timeline as words } from '../words/project.ts';
import { inspectionMoments, type InspectionMoment } from './inspections.rules.ts';

/** One entry of a project's story. */
export interface Moment {
  readonly key: string;
  readonly at: Instant;
  readonly tone: Tone;
  readonly title: string;
  readonly note: string;
  /** A day rather than an hour and minute: reports, payments, phases. */
  readonly isDay: boolean;
}

export interface TimelineSources {
  readonly feed: readonly FeedItem[];
  readonly events: readonly StoredEvent[];
  readonly inspections: readonly Inspection[];
  readonly detail: Pick<ProjectDetail, 'weeks' | 'payments' | 'phases'> | null;
  readonly now: Instant;
}

/** Everything that is known to have happened to a project, newest first; what two sources tell stands once. */
export function mergeTimeline({ feed, events, inspections, detail, now }: TimelineSources, most: number): Moment[] {
  const moments = [
    ...feed.map(fromFeed),
    ...events.map(fromEvent),
    ...inspections.flatMap(inspectionMoments).map(fromInspection),
    ...(detail === null ? [] : fromDetail(detail, now)),
  ];
  const unique = new Map(moments.map((moment) => [moment.key, moment]));
  return [...unique.values()].sort((a, b) => b.at - a.at || a.key.localeCompare(b.key)).slice(0, most);
}

/** A camera's event has different ids in the live list and in the archive: device, kind and instant are one event. */
const seenKey = (deviceCode: string, kind: string | null, at: Instant): string => `camera ${deviceCode} ${kind} ${at}`;

function fromFeed(item: FeedItem): Moment {
  const { tone, title, sentence } = feedLine(item);
  const key = item.kind === 'camera' ? seenKey(item.deviceCode, item.eventKind, item.at) : `feed ${item.id}`;
  return { key, at: item.at, tone, title, note: item.kind === 'camera' ? item.deviceCode : sentence, isDay: false };
}

const isEventKind = (kind: string): kind is EventKind => (eventKinds as readonly string[]).includes(kind);
const fromEvent = ({ deviceCode, kind, at }: StoredEvent): Moment => ({
  key: seenKey(deviceCode, kind, at),
  at,
  tone: kind === 'fire-smoke' ? 'bad' : 'warn',
  title: isEventKind(kind) ? eventNames[kind] : kind,
  note: deviceCode,
  isDay: false,
});

const fromInspection = ({ key, at, tone, text, by }: InspectionMoment): Moment => ({
  ...{ key, at, tone, title: inspectionWords.moment, isDay: false },
  note: by === null ? text : `${text}　${by}`,
});

function fromDetail(detail: NonNullable<TimelineSources['detail']>, now: Instant): Moment[] {
  const payments = detail.payments.map(({ paidAt, amountFen }, i) =>
    day(`payment ${i} ${paidAt}`, paidAt, 'ok', words.payment, words.paid(formatWan(amountFen))),
  );
  const weeks = detail.weeks.filter((week) => week.closesAt <= now).map(fromWeek);
  return [...payments, ...weeks, ...detail.phases.flatMap(fromPhase)].filter((moment) => moment.at <= now);
}

const day = (key: string, at: Instant, tone: Tone, title: string, note: string): Moment => ({
  key,
  at,
  tone,
  title,
  note,
  isDay: true,
});

const fromWeek = ({ closesAt, planned, progress }: ProjectWeek): Moment =>
  progress === null
    ? day(`week ${closesAt}`, closesAt, 'off', words.unreported, words.planned(formatPercent(planned)))
    : day(
        `week ${closesAt}`,
        closesAt,
        'ok',
        words.report,
        words.reported(formatPercent(progress), formatPercent(planned)),
      );

const fromPhase = ({ phase, enteredAt }: PhaseDate): Moment[] =>
  enteredAt === null
    ? []
    : [day(`phase ${phase}`, enteredAt, 'ok', words.phase(projectPhaseNames[phase]), words.phaseNote)];
