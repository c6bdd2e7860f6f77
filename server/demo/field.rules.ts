import type { InspectionState, InspectionVerdict } from '../../contracts/inspections.ts';
import type { ReportState } from '../../contracts/reports.ts';
import { DAY } from './progress.rules.ts';

/** A project that is worked at, with a site and the people who look after it. */
export interface FieldPlace {
  readonly projectId: string;
  readonly number: number;
  readonly siteCode: string;
  readonly lon: number;
  readonly lat: number;
  /** Login names of the street's officer and of the unit's person; null: the demo has none. */
  readonly officer: string | null;
  readonly unit: string | null;
}
/** The newest weeks that have closed, newest first; progress as a share, null: not reported. */
export interface FieldWeek {
  readonly projectId: string;
  readonly closesAt: number;
  readonly progress: string | null;
  readonly planned: string;
}
/** A picture of a place: which of the drawn ones, when and where it was taken. */
export interface FieldPhoto {
  readonly picture: number;
  readonly takenAt: number;
  readonly lon: number;
  readonly lat: number;
}
/** Metres are a hundred-thousandth of a degree, near enough for where somebody stood at a site. */
const AWAY = 1e-5;
export const photoOf = (place: FieldPlace, picture: number, takenAt: number, metres: number): FieldPhoto => ({
  picture,
  takenAt,
  lon: place.lon + metres * AWAY,
  lat: place.lat + (metres / 2) * AWAY,
});

const done = [
  '外立面改造按计划推进，完成两个单元',
  '雨污分流管道敷设 120 米',
  '楼道整治与线缆入槽完成三栋',
  '场地平整与基层施工完成',
];
const next = ['继续外立面与屋面施工', '管道闭水试验，路面恢复', '完成剩余楼道粉刷', '铺装与绿化施工'];
const chosen = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

export interface FieldReport extends FieldWeek {
  readonly share: string;
  readonly done: string;
  readonly problems: string;
  readonly next: string;
  readonly reason: string;
  readonly state: ReportState;
  readonly photos: readonly FieldPhoto[];
  readonly filledAt: number;
}
/**
 * Reports behind the progress of the newest weeks; who has not reported has one that waits, with its photos, and a unit of
 * the demo would have its newest corrected.
 */
export function reportsOf(places: readonly FieldPlace[], weeks: readonly FieldWeek[]): FieldReport[] {
  const reports = asReported(places, weeks);
  const units = new Set(places.flatMap(({ projectId, unit }) => (unit === null ? [] : [projectId])));
  const newest = reports.find(({ projectId, state }) => units.has(projectId) && state === 'accepted');
  return newest === undefined ? reports : [...reports, corrected(newest)];
}

/** A little more than was measured at first, after the week had closed. */
const MORE = 0.004;
const corrected = (report: FieldReport): FieldReport => ({
  ...report,
  share: Math.min(1, Number(report.share) + MORE).toFixed(5),
  reason: '计量复核后更正',
  state: 'submitted',
  filledAt: report.closesAt,
});

function asReported(places: readonly FieldPlace[], weeks: readonly FieldWeek[]): FieldReport[] {
  return places.flatMap((place) => {
    const own = weeks.filter(({ projectId }) => projectId === place.projectId);
    const known = own.find(({ progress }) => progress !== null)?.progress ?? null;
    const oldest = own.findLast(({ progress }) => progress === null);
    return own.flatMap((week, back): FieldReport[] => {
      const isWaiting = week === oldest && known !== null;
      const share = week.progress ?? (isWaiting ? known : null);
      if (share === null) return [];
      const filledAt = week.closesAt - (6 + (place.number % 5)) * 3_600_000;
      const at = place.number + back;
      const photos =
        back > 1 && !isWaiting ? [] : [0, 1].map((n) => photoOf(place, at + n, filledAt - n * 600_000, 25 + 40 * n));
      return [
        {
          ...{
            ...week,
            share,
            done: chosen(done, at),
            next: chosen(next, at),
            photos,
            filledAt,
          },
          reason: '',
          problems: at % 3 === 0 ? '部分居民对夜间施工有意见，已调整作业时间' : '',
          state: isWaiting ? 'submitted' : 'accepted',
        },
      ];
    });
  });
}

export interface FieldStep {
  readonly act: 'rectify' | 'reject' | 'close';
  readonly words: string;
  readonly by: 'officer' | 'unit';
  readonly at: number;
  readonly photos: readonly FieldPhoto[];
}
export interface FieldInspection {
  readonly projectId: string;
  readonly siteCode: string;
  readonly officer: string;
  readonly unit: string | null;
  readonly foundAt: number;
  readonly verdict: InspectionVerdict;
  readonly finding: string;
  /** Days after the finding. */
  readonly deadline: number | null;
  readonly state: InspectionState;
  readonly photos: readonly FieldPhoto[];
  readonly steps: readonly FieldStep[];
}

type Story = Pick<FieldInspection, 'verdict' | 'finding' | 'deadline' | 'state'> & {
  readonly daysAgo: number;
  readonly steps: readonly (Pick<FieldStep, 'act' | 'words' | 'by'> & {
    readonly after: number;
  })[];
};
/** One of each state, told in turn to the places that an officer of the demo looks after. */
const stories: readonly Story[] = [
  {
    verdict: 'fine',
    finding: '',
    deadline: null,
    state: 'fine',
    daysAgo: 2,
    steps: [],
  },
  {
    verdict: 'serious',
    finding: '临边防护缺失，二层洞口未设盖板',
    deadline: 3,
    state: 'open',
    daysAgo: 6,
    steps: [],
  },
  {
    verdict: 'minor',
    finding: '围挡局部破损，裸土未全部覆盖',
    deadline: 7,
    state: 'open',
    daysAgo: 1,
    steps: [],
  },
  {
    ...{
      verdict: 'minor',
      finding: '出入口车辆未冲洗，路面带泥',
      deadline: 5,
      state: 'rectified',
      daysAgo: 4,
    },
    steps: [
      {
        act: 'rectify',
        words: '已恢复洗车台并安排专人值守',
        by: 'unit',
        after: 2,
      },
    ],
  },
  {
    ...{
      verdict: 'serious',
      finding: '夜间 22 时后仍在混凝土浇筑，未公示许可',
      deadline: 3,
      state: 'closed',
      daysAgo: 15,
    },
    steps: [
      {
        act: 'rectify',
        words: '已停止夜间施工并公示作息',
        by: 'unit',
        after: 1,
      },
      { act: 'reject', words: '公示牌未设在出入口', by: 'officer', after: 2 },
      {
        act: 'rectify',
        words: '已在两个出入口补设公示牌',
        by: 'unit',
        after: 3,
      },
      { act: 'close', words: '现场复核属实，予以销号', by: 'officer', after: 4 },
    ],
  },
];

/** What the officers of the demo found at the places of their streets. */
export function inspectionsOf(places: readonly FieldPlace[], now: number): FieldInspection[] {
  const looked = places.flatMap((place) => (place.officer === null ? [] : [{ ...place, officer: place.officer }]));
  return stories.flatMap((story, n) => {
    const place = looked[n % looked.length];
    // Only a unit of the demo could have put right what was found.
    const able = story.steps.length === 0 ? place : (looked.find(({ unit }) => unit !== null) ?? place);
    if (able === undefined) return [];
    const foundAt = now - story.daysAgo * DAY - n * 3_600_000;
    const { daysAgo: _, steps, ...found } = story;
    return [
      {
        ...{
          ...found,
          projectId: able.projectId,
          siteCode: able.siteCode,
          officer: able.officer,
          unit: able.unit,
          foundAt,
        },
        photos: [0, 1].map((k) => photoOf(able, n + k, foundAt + k * 120_000, n === 2 ? 620 : 18 + 30 * k)),
        steps: steps.map(({ after, ...step }, k) => ({
          ...{ ...step, at: foundAt + after * DAY },
          photos: step.act === 'rectify' ? [photoOf(able, n + k + 6, foundAt + after * DAY, 12)] : [],
        })),
      },
    ];
  });
}
