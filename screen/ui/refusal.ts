import { RestProblem } from '../transport/rest.ts';
import { access } from '../words/access.ts';

/** Why something was refused, as people read it: the contract's sentence and what exactly, or that nobody answered. */
export function refusalText(error: unknown): string {
  if (!(error instanceof RestProblem) || error.code === 'unreachable') return access.unreachable;
  return fullWidth(error.detail === '' ? error.message : `${error.message}：${error.detail}`);
}

/** Commas and semicolons behind a Chinese character as Chinese is printed (spec 9); the wires carry them plain. */
export const fullWidth = (sentence: string): string =>
  sentence.replace(/(?<=\p{Script=Han})[,;]/gu, (mark) => (mark === ',' ? '，' : '；'));
