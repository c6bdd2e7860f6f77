/** Text of a cell: null and undefined are missing, a dash, never 0; false does not apply to this row, and is blank. */
export type CellValue = string | number | null | undefined | false;

/** One column of a table, as data. */
export interface Column<R> {
  /** Its name: the slot `cell-<key>` draws the cell where text is not enough. */
  readonly key: string;
  readonly title: string;
  readonly text?: (row: R) => CellValue;
  /** Numbers stand at the end of their column. */
  readonly align?: 'start' | 'end';
  /** A CSS width, where the content should not decide. */
  readonly width?: string;
  /** By what the server sorts when the title is pressed; without it the title is no button. */
  readonly sort?: string;
  /** Long text may run over several lines; everything else keeps to one. */
  readonly wraps?: boolean;
}
export interface Sort {
  readonly by: string;
  readonly descending: boolean;
}
export type RowKey = string | number;

export interface TreeRow<R> {
  readonly key: RowKey;
  readonly row: R;
  readonly children?: readonly TreeRow<R>[];
}

/** What a page of rows is asked by. */
export interface PageAsk<R> {
  /** From 1. */
  readonly page: number;
  readonly size: number;
  readonly sort: Sort | null;
  /** The last row of the page before, for lists that are read on from a row instead of by number. */
  readonly after: R | null;
  readonly signal: AbortSignal;
}
export interface PageOf<R> {
  readonly rows: readonly R[];
  /** How many there are in all. Null: not known, or pages can only be turned one by one. */
  readonly total: number | null;
}
/** Where in a list of pages one stands; what a Pager shows. */
export interface PagerState {
  readonly page: number;
  readonly size: number;
  readonly total: number | null;
  readonly hasMore: boolean;
  readonly isBusy: boolean;
}
export const pageSizes = [20, 50, 100] as const;
