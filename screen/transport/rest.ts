import type { Static } from 'typebox';
import { problems, type ProblemCode } from '../../contracts/errors.ts';
import type { FormKind, FormQuery } from '../../contracts/forms.ts';
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, RouteName } from '../../contracts/rest.ts';
import { rawRoutes, UNATTENDED_HEADER } from '../../contracts/rest/raw.ts';
import { wires } from '../../contracts/wires.ts';
import type { ScheduleImport } from '../../contracts/keptSchedules.ts';
import type { ImportKind, ImportPlan } from '../../contracts/imports.ts';
import { UPLOAD_TYPE, type KeptFile, type UploadFacts } from '../../contracts/files.ts';
import type { ProjectsExportQuery } from '../../contracts/rest/projects.ts';
import { isAttended } from './presence.ts';
import { SHELL_VERSION_HEADER } from '../../contracts/shell.ts';

type Part<K extends string, T> = T extends undefined ? unknown : { readonly [P in K]: T };
export type Input<N extends RouteName> = Part<'params', ParamsOf<N>> &
  Part<'query', QueryOf<N>> &
  Part<'body', BodyOf<N>> & { readonly signal?: AbortSignal };

/** The server's refusal, or `unreachable` when there was no answer at all. */
export class RestProblem extends Error {
  override readonly name = 'RestProblem';
  constructor(
    readonly code: ProblemCode | 'unreachable',
    sentence: string,
    /** What exactly, where the server says so. */
    readonly detail = '',
  ) {
    super(sentence);
  }
}

interface Listeners {
  /** A 401 outside of signing in: the session is over, and why. */
  signedOut: (why: ProblemCode) => void;
  /** A permission was missing: what one may do may have changed since the page was opened. */
  denied: () => void;
  /** The server's clock, from the Date header of every answer. */
  serverTime: (at: number) => void;
  /** Version of the screen that the server has, from a header of every answer. */
  shellVersion: (version: string) => void;
}
const nobody = (): void => undefined;
const listeners: Listeners = { signedOut: nobody, denied: nobody, serverTime: nobody, shellVersion: nobody };
export const listenToRest = (wanted: Partial<Listeners>): void => void Object.assign(listeners, wanted);

const fill = (path: string, params: Record<string, unknown>): string =>
  path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key])));

function queryText(query: Record<string, unknown>): string {
  const known = Object.entries(query).filter(([, value]) => value !== undefined);
  return known.length === 0 ? '' : `?${new URLSearchParams(known.map(([k, v]) => [k, String(v)])).toString()}`;
}

/** Calls one route of the contract's table. Rejects with a RestProblem, or with AbortError when `signal` fires. */
export async function call<N extends RouteName>(name: N, input: Input<N>): Promise<ReplyOf<N>> {
  const response = await ask(name, input);
  return (response.status === 204 ? null : await response.json()) as ReplyOf<N>;
}

/** The same for a route that answers with a file. */
export const callForFile = async <N extends RouteName>(name: N, input: Input<N>): Promise<Blob> =>
  (await ask(name, input)).blob();

async function ask<N extends RouteName>(name: N, input: Input<N>): Promise<Response> {
  const route = wires[name];
  const parts = input as { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };
  const headers = attended();
  const init: RequestInit = { method: route.method, credentials: 'same-origin', cache: 'no-store', headers };
  if (parts.body !== undefined) {
    init.body = JSON.stringify(parts.body);
    headers['content-type'] = 'application/json';
  }
  if (input.signal) init.signal = input.signal;
  return answered(fill(route.path, parts.params ?? {}) + queryText(parts.query ?? {}), init);
}

async function answered(url: string, init: RequestInit): Promise<Response> {
  const response = await reach(url, init);
  const date = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isNaN(date)) listeners.serverTime(date);
  const version = response.headers.get(SHELL_VERSION_HEADER);
  if (version !== null) listeners.shellVersion(version);
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new RestProblem('unreachable', '');
  }
}

async function problemOf(response: Response): Promise<RestProblem> {
  const body = (await response.json().catch(() => null)) as { code?: string; detail?: string } | null;
  const code = body?.code !== undefined && body.code in problems ? (body.code as ProblemCode) : codeOf(response.status);
  if (isOverCode(code)) listeners.signedOut(code);
  // With a detail it is a rule that refused, not the want of a permission.
  if (code === 'not-permitted' && body?.detail === undefined) listeners.denied();
  return new RestProblem(code, problems[code].sentence, body?.detail);
}
/** What the server says when there is no session any more. */
export const isOverCode = (code: ProblemCode | 'unreachable'): code is ProblemCode =>
  code === 'not-signed-in' || code === 'session-replaced' || code === 'session-revoked';

const codeOf = (status: number): ProblemCode =>
  status === 401 ? 'not-signed-in' : status === 403 ? 'not-permitted' : status === 404 ? 'not-found' : 'internal';

const attended = (): Record<string, string> => (isAttended() ? {} : { [UNATTENDED_HEADER]: 'yes' });

/** Sends a file's bytes with its facts; what it is, the server finds out. */
export async function sendFile(facts: UploadFacts, file: Blob): Promise<KeptFile> {
  const headers = { ...attended(), 'content-type': UPLOAD_TYPE };
  const init: RequestInit = { method: 'POST', credentials: 'same-origin', cache: 'no-store', headers, body: file };
  return (await (await answered(rawRoutes.uploadFile.path + queryText(facts), init)).json()) as KeptFile;
}

/** A kept file's bytes. */
export async function fetchFile(id: number): Promise<Blob> {
  const init: RequestInit = { credentials: 'same-origin', cache: 'no-store', headers: attended() };
  return (await answered(filePath(id), init)).blob();
}

/** Where a kept file is handed out. */
export const filePath = (id: number): string => fill(rawRoutes.fileContent.path, { id });

/** Where a page shows a picture among the files from. */
export const picturePath = (id: number): string => fill(rawRoutes.filePicture.path, { id });

/** Address of the list of projects as a table, filtered as the list is. */
export const exportPath = (query: ProjectsExportQuery): string => rawRoutes.projectsExport.path + queryText(query);

/** Address of an official table of a project, as a workbook. */
export const formPath = (kind: FormKind, code: string, query: Static<typeof FormQuery>): string =>
  fill(rawRoutes.projectForm.path, { kind, code }) + queryText(query);

/** Where a table goes: the year, and for a library the draft. */
export interface TablePlace {
  readonly year?: number;
  readonly template?: string;
  readonly version?: number;
}
const tableRoutes = {
  library: rawRoutes.importLibrary,
  targets: rawRoutes.importTargets,
  values: rawRoutes.importValues,
  projects: rawRoutes.importProjects,
} as const;
/** A table as a workbook: only checked, or brought in. @throws RestProblem */
export async function sendTable(kind: ImportKind, file: File, place: TablePlace, apply: boolean): Promise<ImportPlan> {
  const query = { name: file.name, ...place, ...(apply && { apply }) };
  const init: RequestInit = {
    ...{ method: 'POST', credentials: 'same-origin', body: file },
    headers: { 'content-type': UPLOAD_TYPE, ...attended() },
  };
  return (await (await answered(tableRoutes[kind].path + queryText(query), init)).json()) as ImportPlan;
}
/** A file of MS Project for a schedule: only checked, or brought in. @throws RestProblem */
export async function sendSchedule(
  code: string,
  file: File,
  revision: number,
  apply: boolean,
): Promise<ScheduleImport> {
  const query = { name: file.name, revision, ...(apply && { apply }) };
  const init: RequestInit = {
    ...{ method: 'POST', credentials: 'same-origin', body: file },
    headers: { 'content-type': UPLOAD_TYPE, ...attended() },
  };
  const url = fill(rawRoutes.importSchedule.path, { code }) + queryText(query);
  return (await (await answered(url, init)).json()) as ScheduleImport;
}
/** Addresses of a schedule as files. */
export const schedulePath = (code: string, kind: 'xlsx' | 'xml'): string =>
  fill((kind === 'xlsx' ? rawRoutes.scheduleWorkbook : rawRoutes.scheduleXml).path, { code });
/** Addresses of the same tables as workbooks. */
export const libraryWorkbookPath = (code: string, version: number): string =>
  fill(rawRoutes.libraryWorkbook.path, { code, version: String(version) });
export const sheetPath = (kind: 'targets' | 'values', month: string): string =>
  (kind === 'targets' ? rawRoutes.targetsWorkbook : rawRoutes.valuesWorkbook).path + queryText({ month });

/** Address of the projects within reach, in the columns by which they may come in again. */
export const projectsSheetPath = rawRoutes.projectsWorkbook.path;

/** Address of a stored picture. */
export const imagePath = (hash: string): string => fill(rawRoutes.image.path, { hash });
