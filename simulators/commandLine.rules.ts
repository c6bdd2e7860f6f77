import { scenarios, type Scenario } from './scenarios.ts';
import { words } from './words.ts';

export interface Options {
  readonly scenario: Scenario;
  readonly devices: number | undefined;
  readonly rate: number | undefined;
  readonly seconds: number | undefined;
  readonly seed: number;
  /** Finance speaks of this project alone. */
  readonly project?: string;
}
export type Command = { readonly run: Options } | { readonly say: string; readonly isMistake: boolean };

const numbers = ['--devices', '--rate', '--seconds', '--seed'] as const;
type NumberOption = (typeof numbers)[number];
const isNumberOption = (text: string): text is NumberOption => (numbers as readonly string[]).includes(text);
const mistake = (say: string): Command => ({ say, isMistake: true });

/** What a person typed: a run, a text to show, or a sentence about the mistake. */
export function readCommand(args: readonly string[]): Command {
  if (args.length === 0 || args.includes('--help')) return { say: `${words.title}\n${words.usage}`, isMistake: false };
  if (args.includes('--list')) return { say: listScenarios(), isMistake: false };
  const given: Partial<Record<NumberOption, number>> = {};
  let name = 'normal-day';
  let project: string | undefined;
  for (let i = 0; i < args.length; i += 2) {
    const option = args[i] ?? '';
    const value = args[i + 1] ?? '';
    if (option === '--scenario') name = value;
    else if (option === '--project') {
      if (value === '') return mistake(words.needsCode);
      project = value;
    } else if (!isNumberOption(option)) return mistake(`${words.unknownOption(option)}\n${words.usage}`);
    else {
      const number = Number(value);
      const isWhole = option === '--rate' || Number.isInteger(number);
      if (value === '' || !(number > 0) || !isWhole || number > 1e9) return mistake(words.needsNumber(option));
      given[option] = number;
    }
  }
  const scenario = scenarios.find((s) => s.name === name);
  if (scenario === undefined) return mistake(words.unknownScenario(name));
  return {
    run: {
      scenario,
      devices: given['--devices'],
      rate: given['--rate'] ?? scenario.rate,
      seconds: given['--seconds'] ?? scenario.seconds,
      seed: given['--seed'] ?? 1,
      ...(project !== undefined && { project }),
    },
  };
}

const listScenarios = (): string => scenarios.map((s) => `${s.name.padEnd(20)} ${s.sentence}`).join('\n');
