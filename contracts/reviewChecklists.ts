import type { DocumentKind } from './lifecycles.ts';
import type { ReviewKind } from './reviews.ts';

/** A point that a review looks at. */
export interface ReviewPoint {
  readonly code: string;
  readonly text: string;
  /** Rule or article that asks for it. */
  readonly basis: string;
  /** Documents by which it is shown. */
  readonly documents?: readonly DocumentKind[];
}
export interface ReviewGroup {
  readonly name: string;
  readonly points: readonly ReviewPoint[];
}

/**
 * What each kind of review looks at. Mid-term after the points of 绩效运行监控 (财预〔2019〕136号) and 政府投资条例
 * (国务院令第712号); acceptance after its article 25 and 房屋建筑和市政基础设施工程竣工验收规定 (建质〔2013〕171号).
 */
export const reviewChecklists: Readonly<Record<ReviewKind, readonly ReviewGroup[]>> = {
  'mid-term': [
    {
      name: '目标与进度',
      points: [
        { code: 'goals', text: '年度绩效目标按序时推进，偏差已说明原因', basis: '财预〔2019〕136号' },
        { code: 'progress', text: '实际进度不落后于计划，或已有可行的赶工措施', basis: '政府投资条例第二十四条' },
        { code: 'scope', text: '建设地点、规模与内容未擅自变更', basis: '政府投资条例第二十一条' },
      ],
    },
    {
      name: '资金',
      points: [
        { code: 'execution', text: '预算执行与工程进度相匹配', basis: '财预〔2019〕136号' },
        { code: 'within-budget', text: '预计总投资不超过核定概算', basis: '政府投资条例第二十三条' },
        { code: 'no-advance', text: '无施工单位垫资建设', basis: '政府投资条例第二十二条' },
        { code: 'use', text: '资金专款专用，支付手续齐全', basis: '财预〔2019〕136号' },
      ],
    },
    {
      name: '管理与影响',
      points: [
        { code: 'quality', text: '质量安全受控，整改事项按期闭环', basis: '建设工程质量管理条例' },
        { code: 'site', text: '扬尘、噪声监测在线，超限已处置', basis: 'DB32/4437-2022、GB 12523-2025' },
        { code: 'public', text: '群众诉求及时办理', basis: '区级项目绩效管理要求' },
      ],
    },
  ],
  acceptance: [
    {
      name: '工程实体',
      points: [
        { code: 'scope-done', text: '设计和合同约定的各项内容已完成', basis: '建质〔2013〕171号' },
        {
          ...{ code: 'quality', text: '工程质量评定合格，监理出具评估报告', basis: '建质〔2013〕171号' },
          documents: ['completion-report'],
        },
        { code: 'defects', text: '历次检查提出的问题已整改完毕', basis: '建质〔2013〕171号' },
      ],
    },
    {
      name: '专项验收',
      points: [
        {
          ...{ code: 'fire', text: '消防验收或备案通过', basis: '建设工程消防设计审查验收管理暂行规定' },
          documents: ['fire-acceptance'],
        },
        {
          ...{ code: 'planning', text: '规划核实通过', basis: '城乡规划法第四十五条' },
          documents: ['planning-acceptance'],
        },
        {
          ...{ code: 'archive', text: '工程档案验收通过', basis: '建设工程文件归档规范' },
          documents: ['archive-acceptance'],
        },
      ],
    },
    {
      name: '结算与移交准备',
      points: [
        { code: 'settlement', text: '结算资料齐备，具备送审条件', basis: '政府投资条例第二十五条' },
        { code: 'wages', text: '农民工工资无拖欠', basis: '保障农民工工资支付条例' },
        { code: 'handover', text: '使用（管养）单位参加验收并明确接收', basis: '区级项目绩效管理要求' },
      ],
    },
  ],
};

/** Every point of a kind, in order. */
export const pointsOf = (kind: ReviewKind): ReviewPoint[] => reviewChecklists[kind].flatMap(({ points }) => points);
