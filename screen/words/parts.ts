/** Words of the page of parts. It exists in the development server only; every value on it is a sample. */
export const partsWords = {
  title: '零件样张',
  intro: '本页仅在开发环境提供，用于逐一核对各零件的各种状态；所有数值、名称与画面均为样例，与任何真实项目无关。',
  sample: '样例',
  marks: '状态、数据龄与标签',
  figures: '数字',
  states: '面板状态',
  ranking: '排行与阶段',
  planActual: '计划与实际',
  funds: '资金',
  schedule: '进度计划',
  environment: '环境曲线',
  cameras: '视频',
  light: '浅色主题',
  controls: '操作件',
  tokens: '颜色与字号',
} as const;

export const partStates = {
  normal: '正常',
  empty: '无数据',
  unreported: '部分未报送',
  stale: '长期未报送',
  behind: '超出容差',
  overBase: '超出基数',
  noPlan: '无用款计划',
  over: '超限',
  gap: '缺测',
  oneLate: '一项超期',
} as const;

export const sampleNames = {
  units: ['样例单位甲', '样例单位乙', '样例单位丙', '样例单位丁'],
  street: '样例街道',
  cameras: ['东立面', '出入口', '塔吊', '材料堆场', '南门', '西门'],
  picture: '样例画面',
} as const;
