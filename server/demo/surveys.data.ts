/** A survey of the demo: whose, when, how many answered what. */
export interface DemoSurvey {
  readonly project: number;
  readonly title: string;
  readonly question: string;
  readonly minAnswers: number;
  /** Opened and to be closed so many days from now; before now: it is closed. */
  readonly opensIn: number;
  readonly closesIn: number;
  /** Answers by satisfaction, 1 to 5. */
  readonly counts: readonly [number, number, number, number, number];
}

/** Two that gave their indicator a figure, one with too few answers to give one, one that is under way. */
export const demoSurveys: readonly DemoSurvey[] = [
  {
    ...{ project: 10, title: '加装电梯居民满意度调查', minAnswers: 60, opensIn: -40, closesIn: -9 },
    question: '您对本楼加装电梯的施工组织、质量和沟通是否满意？',
    counts: [2, 3, 9, 38, 34],
  },
  {
    ...{ project: 28, title: '北门桥菜市场改造满意度调查', minAnswers: 80, opensIn: -35, closesIn: -6 },
    question: '您对菜市场改造后的环境、秩序和便利程度是否满意？',
    counts: [4, 7, 16, 49, 43],
  },
  {
    ...{ project: 18, title: '社区卫生服务满意度调查', minAnswers: 50, opensIn: -30, closesIn: -4 },
    question: '您对社区卫生服务中心的就诊环境和服务是否满意？',
    counts: [1, 2, 3, 8, 7],
  },
  {
    ...{ project: 39, title: '樱驼片区改造居民满意度调查', minAnswers: 60, opensIn: -8, closesIn: 13 },
    question: '您对小区改造的施工质量、扰民控制和成效是否满意？',
    counts: [1, 2, 6, 21, 14],
  },
];

/** What respondents wrote, by their satisfaction; most write nothing. */
export const demoComments: Readonly<Record<number, readonly string[]>> = {
  1: ['施工车辆早上六点就进场，多次反映没有改进'],
  2: ['围挡占了大半条路，老人出行不方便', '工期比公示的晚，希望给个明确说法'],
  3: ['总体可以，公示栏内容更新不及时', '希望晚上少一些噪声'],
  4: ['施工人员有礼貌，垃圾清运及时', '楼道照明比以前好多了', '希望加快收尾，早日全部开放'],
  5: ['街道上门解释了好几次，很耐心', '环境变化很大，满意', '老人上下楼方便多了，感谢'],
};
