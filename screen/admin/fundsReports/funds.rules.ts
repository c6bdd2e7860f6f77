import { budgetSources, type BudgetSource } from '../../../contracts/budgets.ts';
import type { FundsEntry, FundsGround } from '../../../contracts/fundsReports.ts';
import { fenOf } from '../../format/decimal.rules.ts';
import { DASH, formatPoints } from '../../format/number.ts';

/** A row of the form: sums as they are typed, in 万元. */
export interface DraftSource {
  readonly source: BudgetSource;
  readonly arrived: string;
  readonly paid: string;
}
/** What is being written of one month. Kept in this browser until it is sent. */
export interface FundsDraft {
  readonly sources: readonly DraftSource[];
  readonly arrears: string;
  readonly arrearsNote: string;
  readonly note: string;
  readonly reason: string;
}
export const draftKey = (projectId: string, month: string): string => `funds/${projectId}/${month}`;

/** A draft that nobody has written in yet: a row for each source of the budget. */
export const emptyDraft = (sources: readonly BudgetSource[]): FundsDraft => ({
  sources: (sources.length === 0 ? (['district'] as const) : sources).map((source) => ({
    source,
    arrived: '',
    paid: '',
  })),
  ...{ arrears: '', arrearsNote: '', note: '', reason: '' },
});

/** A kept draft, or null for what is none. */
export function readFundsDraft(text: string | null): FundsDraft | null {
  if (text === null) return null;
  try {
    const found = JSON.parse(text) as Partial<Record<keyof FundsDraft, unknown>>;
    const lines = [found.arrears, found.arrearsNote, found.note, found.reason];
    const isRow = (row: Partial<Record<keyof DraftSource, unknown>> | null): boolean =>
      budgetSources.some((source) => source === row?.source) &&
      typeof row?.arrived === 'string' &&
      typeof row.paid === 'string';
    return lines.every((line) => typeof line === 'string') && Array.isArray(found.sources) && found.sources.every(isRow)
      ? (found as unknown as FundsDraft)
      : null;
  } catch {
    return null;
  }
}

/** 万元 as typed, in fen: nothing typed is 0, a payment may be undone (−), null is no sum. */
export function fenTyped(text: string, mayBeNegative = false): string | null {
  const typed = text.trim().replace(/^\u2212/, '-');
  if (typed === '') return '0';
  if (!typed.startsWith('-')) return fenOf(typed);
  const fen = mayBeNegative ? fenOf(typed.slice(1)) : null;
  return fen === null || fen === '0' ? fen : `-${fen}`;
}

/** What the typed payments add up to, in fen; null while one of them is no sum. */
export function dividedFen(sources: readonly DraftSource[]): string | null {
  const sums = sources.map(({ paid }) => fenTyped(paid, true));
  return sums.includes(null) ? null : String(sums.reduce((sum, fen) => sum + BigInt(fen ?? 0), 0n));
}

/** What is sent of a draft; null while a sum in it is none. Rows in which nothing stands are left out. */
export function fundsEntryOf(draft: FundsDraft, month: string): FundsEntry | null {
  const arrearsFen = fenTyped(draft.arrears);
  const rows = draft.sources.map(({ source, arrived, paid }) => ({
    ...{ source, arrivedFen: fenTyped(arrived), paidFen: fenTyped(paid, true) },
  }));
  if (arrearsFen === null) return null;
  const sources: FundsEntry['sources'] = [];
  for (const { source, arrivedFen, paidFen } of rows) {
    if (arrivedFen === null || paidFen === null) return null;
    if (arrivedFen !== '0' || paidFen !== '0') sources.push({ source, arrivedFen, paidFen });
  }
  const said = { arrearsNote: draft.arrearsNote.trim(), note: draft.note.trim(), reason: draft.reason.trim() };
  return { month, sources, arrearsFen, ...said };
}

/** How far payments to date are from their plan: in fen, and in points of the budget; null without a plan. */
export function planGap(ground: FundsGround): { readonly fen: string; readonly points: string } | null {
  const { paidToDateFen, plannedToDateFen, budgetFen } = ground;
  if (plannedToDateFen === null) return null;
  const fen = BigInt(paidToDateFen) - BigInt(plannedToDateFen);
  const share = Number(budgetFen) === 0 ? null : Number(fen) / Number(budgetFen);
  return { fen: String(fen), points: share === null ? DASH : formatPoints(share) };
}
