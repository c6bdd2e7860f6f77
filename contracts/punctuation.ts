const MARKS: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '!': '！', '?': '？' };
const BRACKETS = /(?<=\p{Script=Han})\(([^()]*)\)|\(([^()]*\p{Script=Han}[^()]*)\)/gu;
const BESIDE_HAN = /(?<=[\p{Script=Han}）”》])[,;:!?]|[,;:!?](?=\p{Script=Han})/gu;

/** Marks beside Chinese characters, and brackets round them, as Chinese is printed (spec 9). Names and numbers stay as they are. */
export const fullWidth = (sentence: string): string =>
  sentence
    .replace(BRACKETS, (_, behind?: string, round?: string) => `（${behind ?? round ?? ''}）`)
    .replace(BESIDE_HAN, (mark) => MARKS[mark] ?? mark);
