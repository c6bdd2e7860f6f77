import type { KeptFile, UploadFacts } from '../../contracts/files.ts';
import { UPLOAD_TYPE } from '../../contracts/files.ts';
import { rawRoutes } from '../../contracts/rest.ts';
import { problemOf, reach } from './rest.ts';

/** Sends a file's bytes with its facts. @throws RestProblem */
export async function uploadFile(file: Blob, facts: UploadFacts): Promise<KeptFile> {
  const query = new URLSearchParams({ ...facts }).toString();
  const headers = { 'content-type': UPLOAD_TYPE };
  const response = await reach(`${rawRoutes.uploadFile.path}?${query}`, {
    ...{ method: 'POST', credentials: 'same-origin' as const, headers, body: file },
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as KeptFile;
}

/** Where a kept file is handed out. */
export const filePath = (id: number): string => rawRoutes.fileContent.path.replace(':id', String(id));
