import { gradeNames } from '../../../contracts/grades.ts';
import { missingPolicyNames } from '../../../contracts/indicators.ts';
import { barStateNames, valueSourceNames, type ProjectScore, type ScoreBar } from '../../../contracts/scores.ts';
import { rounded, shown } from '../../platform/exact.rules.ts';

const two = (decimal: string | null): string => (decimal === null ? '—' : rounded(decimal, 2));

function barLines(bar: ScoreBar, index: number): string[] {
  const head = `${String(index + 1).padStart(2)}. ${[...bar.path, bar.name].join(' › ')}(${bar.code})`;
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
  ];
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
    `计入分值 ${shown(score.knownWeight)}；失分指标 ${lost.length} 项；到期缺报 ${score.missing} 项`,
    `得分 ${two(score.score)}  ${grade}`,
  ].join('\n');
}
