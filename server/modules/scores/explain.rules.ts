import { gradeNames } from '../../../contracts/grades.ts';
import { missingPolicyNames } from '../../../contracts/indicators.ts';
import { barStateNames, valueSourceNames, type ProjectScore, type ScoreBar } from '../../../contracts/scores.ts';
import { sourceInputNames } from '../../../contracts/sourceDetails.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import { divide, isZero, multiply, rounded, shown, subtract, type Decimal } from '../../platform/exact.rules.ts';

const two = (decimal: string | null): string => (decimal === null ? '—' : rounded(decimal, 2));

function barLines(bar: ScoreBar, index: number): string[] {
  const head = `${String(index + 1).padStart(2)}. ${[...bar.path, bar.name].join(' › ')}（${bar.code}）`;
  const points = bar.points === null ? barStateNames[bar.state] : `得 ${two(bar.points)}`;
  const from =
    bar.valueId === null
      ? []
      : [
          `    来源 ${bar.source === null ? '—' : valueSourceNames[bar.source]} ${bar.month ?? ''}；填报 ${bar.enteredBy ?? '系统'}；` +
            `审核 ${bar.reviewedBy ?? '—'}；佐证 ${bar.evidence.length} 件`,
        ];
  return [
    `${head}  分值 ${shown(bar.weight)}  ${points}`,
    `    ${bar.sentence}（公式 ${bar.formulaVersion}）`,
    ...from,
    ...takenLines(bar),
  ];
}

/** What the system took a value from, and by which formula. */
function takenLines({ sourceDetail }: ScoreBar): string[] {
  if (sourceDetail === null) return [];
  const { formula, from, to, inputs } = sourceDetail;
  const span = from === null || to === null ? [] : [`取数 ${dayOf(from)} 至 ${dayOf(to)}`];
  const values = Object.entries(inputs).map(([key, value]) => {
    const isMoney = key.endsWith('Fen');
    return `${sourceInputNames[key] ?? key} ${isMoney ? shown(divide(value, FEN_A_WAN, 6)) : value}`;
  });
  return [`    ${[`采集公式 ${formula}`, ...span, ...values].join('；')}`];
}
const FEN_A_WAN = '1000000';

const SHARE_PLACES = 8;
/** What a bar takes away of 100: its lost points, or all of it where the policy counts what is missing as nothing. */
function shareLost(bar: ScoreBar, { missingPolicy, knownWeight }: ProjectScore): Decimal | null {
  const lost = bar.lost ?? (bar.state === 'missing' && missingPolicy === 'zero' ? bar.weight : null);
  return lost === null || isZero(lost) ? null : divide(multiply(lost, '100'), knownWeight, SHARE_PLACES);
}

/** From 100 down to the score, a step for each indicator that lost points: the picture of the page in lines. */
function waterfallLines(score: ProjectScore): string[] {
  if (score.score === null || isZero(score.knownWeight)) return ['得分瀑布：尚未出分'];
  let level: Decimal = '100';
  const steps = score.bars.flatMap((bar) => {
    const lost = shareLost(bar, score);
    if (lost === null) return [];
    level = subtract(level, lost);
    return [`  −${two(lost)}  ${bar.name}  余 ${two(level)}`];
  });
  return ['得分瀑布：满分 100.00', ...steps, `  得分 ${two(score.score)}`];
}

/** A score told line by line: the same figures as the waterfall on the page, from 100 down. */
export function explainScore(score: ProjectScore): string {
  const lost = score.bars.filter((bar) => bar.lost !== null && bar.lost !== '0');
  const grade = score.grade === null ? '未评级' : gradeNames[score.grade];
  return [
    `${score.projectName}（${score.projectId}）${score.year} 年度绩效得分，截至 ${score.month}`,
    `指标模板：${score.templateName} 第 ${score.version} 版；缺报规则：${missingPolicyNames[score.missingPolicy]}`,
    '',
    ...score.bars.flatMap(barLines),
    '',
    ...waterfallLines(score),
    '',
    `计入分值 ${shown(score.knownWeight)}；失分指标 ${lost.length} 项；到期缺报 ${score.missing} 项`,
    `得分 ${two(score.score)}  ${grade}`,
  ].join('\n');
}
