/** Parts that single devices play in the demo; the simulator knows what each means. */
export type Part = 'dust' | 'night-work' | 'silent' | 'dropout' | 'malformed';

/** One demo site. Coordinates are WGS-84, inside the schematic street, off the lake and the hill (a test checks). */
export interface DemoSite {
  readonly base: string;
  readonly streetCode: string;
  /** Number of the project in projects.data.ts; absent: a site without a project. */
  readonly project?: number;
  readonly lon: number;
  readonly lat: number;
  /** Played by the site's first monitor; only where the project is fictional. */
  readonly part?: Part;
}

const MEIYUAN = '320102002000';
const XINJIEKOU = '320102003000';
const XUANWUMEN = '320102005000';
const SUOJINCUN = '320102007000';
const HONGSHAN = '320102008000';
const XIAOLINGWEI = '320102009000';
const XUANWUHU = '320102010000';

export const demoSites: readonly DemoSite[] = [
  { base: '雍园41号', streetCode: MEIYUAN, project: 5, lon: 118.801, lat: 32.0475 },
  { base: '律政产业园', streetCode: MEIYUAN, project: 23, lon: 118.796, lat: 32.05 },
  { base: '兰园片区', streetCode: MEIYUAN, project: 25, lon: 118.8005, lat: 32.052 },
  { base: '逸仙桥', streetCode: MEIYUAN, project: 26, lon: 118.8085, lat: 32.045 },
  { base: '大行宫', streetCode: MEIYUAN, lon: 118.7935, lat: 32.047 },
  { base: '富贵山', streetCode: MEIYUAN, lon: 118.812, lat: 32.056 },
  { base: '梅园步道', streetCode: MEIYUAN, project: 27, lon: 118.7985, lat: 32.0455 },
  { base: '明故宫', streetCode: MEIYUAN, lon: 118.816, lat: 32.044 },
  { base: '蓁巷', streetCode: XINJIEKOU, project: 1, lon: 118.7865, lat: 32.051 },
  { base: '将军巷', streetCode: XINJIEKOU, project: 1, lon: 118.785, lat: 32.049 },
  { base: '杨吴城壕', streetCode: XINJIEKOU, project: 4, lon: 118.788, lat: 32.056 },
  { base: '长江路', streetCode: XINJIEKOU, project: 6, lon: 118.789, lat: 32.046 },
  { base: '成贤街', streetCode: XINJIEKOU, project: 7, lon: 118.79, lat: 32.057 },
  { base: '北门桥', streetCode: XINJIEKOU, project: 28, lon: 118.783, lat: 32.0555 },
  { base: '珠江路楼宇', streetCode: XINJIEKOU, project: 24, lon: 118.784, lat: 32.053 },
  { base: '百子亭', streetCode: XUANWUMEN, project: 3, lon: 118.784, lat: 32.068 },
  { base: '百子亭北', streetCode: XUANWUMEN, project: 3, lon: 118.7826, lat: 32.0694 },
  { base: '天山路', streetCode: XUANWUMEN, project: 16, lon: 118.7819, lat: 32.0761 },
  { base: '大树根', streetCode: XUANWUMEN, project: 16, lon: 118.7823, lat: 32.073 },
  { base: '台城花园', streetCode: XUANWUMEN, project: 29, lon: 118.787, lat: 32.0655 },
  { base: '公教一村', streetCode: XUANWUMEN, lon: 118.788, lat: 32.0625 },
  { base: '廖家巷', streetCode: XUANWUMEN, lon: 118.782, lat: 32.064 },
  { base: '锁金四村', streetCode: SUOJINCUN, project: 8, lon: 118.8075, lat: 32.0745 },
  { base: '锁金二村', streetCode: SUOJINCUN, project: 8, lon: 118.81, lat: 32.0725 },
  { base: '锁金五村', streetCode: SUOJINCUN, project: 8, lon: 118.809, lat: 32.0765 },
  { base: '紫鑫城', streetCode: SUOJINCUN, project: 30, lon: 118.813, lat: 32.074 },
  { base: '新庄', streetCode: SUOJINCUN, lon: 118.8045, lat: 32.078 },
  { base: '锁金社区中心', streetCode: SUOJINCUN, project: 31, lon: 118.8115, lat: 32.0755 },
  { base: '红山南路', streetCode: HONGSHAN, project: 2, lon: 118.805, lat: 32.089 },
  { base: '红山南路东', streetCode: HONGSHAN, project: 2, lon: 118.811, lat: 32.09 },
  { base: '藤子村', streetCode: HONGSHAN, project: 9, lon: 118.817, lat: 32.1, part: 'dust' },
  { base: '藤子村北', streetCode: HONGSHAN, project: 9, lon: 118.818, lat: 32.103 },
  { base: '红山社区卫生', streetCode: HONGSHAN, project: 18, lon: 118.808, lat: 32.095 },
  { base: '月苑片区', streetCode: HONGSHAN, project: 32, lon: 118.823, lat: 32.096, part: 'night-work' },
  { base: '月苑二村', streetCode: HONGSHAN, project: 32, lon: 118.825, lat: 32.0985 },
  { base: '曹后村', streetCode: HONGSHAN, project: 33, lon: 118.8151, lat: 32.1037, part: 'malformed' },
  { base: '营苑', streetCode: HONGSHAN, lon: 118.82, lat: 32.093 },
  { base: '墨香山庄', streetCode: HONGSHAN, lon: 118.825, lat: 32.106 },
  { base: '紫金小营', streetCode: HONGSHAN, project: 34, lon: 118.827, lat: 32.099 },
  { base: '孝陵卫养老中心', streetCode: XIAOLINGWEI, project: 11, lon: 118.855, lat: 32.038 },
  { base: '晏公庙', streetCode: XIAOLINGWEI, project: 35, lon: 118.865, lat: 32.035, part: 'dropout' },
  { base: '晏公庙东', streetCode: XIAOLINGWEI, project: 35, lon: 118.87, lat: 32.037 },
  { base: '钟灵街', streetCode: XIAOLINGWEI, project: 36, lon: 118.862, lat: 32.042 },
  { base: '小卫街', streetCode: XIAOLINGWEI, project: 37, lon: 118.845, lat: 32.034 },
  { base: '卫岗', streetCode: XIAOLINGWEI, project: 37, lon: 118.84, lat: 32.035 },
  { base: '银城东苑', streetCode: XIAOLINGWEI, lon: 118.858, lat: 32.031 },
  { base: '农科院', streetCode: XIAOLINGWEI, lon: 118.872, lat: 32.04 },
  { base: '康定里', streetCode: XIAOLINGWEI, project: 36, lon: 118.848, lat: 32.037 },
  { base: '马群南路', streetCode: XIAOLINGWEI, project: 38, lon: 118.8768, lat: 32.0411 },
  { base: '板仓口袋公园', streetCode: XUANWUHU, project: 14, lon: 118.821, lat: 32.078, part: 'silent' },
  { base: '板仓街', streetCode: XUANWUHU, project: 14, lon: 118.824, lat: 32.08 },
  { base: '玄武湖助餐点', streetCode: XUANWUHU, project: 12, lon: 118.819, lat: 32.0755 },
  { base: '玄武之光A区', streetCode: XUANWUHU, project: 21, lon: 118.88, lat: 32.09 },
  { base: '玄武之光B区', streetCode: XUANWUHU, project: 21, lon: 118.883, lat: 32.092 },
  { base: '华如创新中心', streetCode: XUANWUHU, project: 22, lon: 118.877, lat: 32.093 },
  { base: '樱驼花园', streetCode: XUANWUHU, project: 39, lon: 118.8349, lat: 32.0877 },
  { base: '樱铁村', streetCode: XUANWUHU, project: 39, lon: 118.8287, lat: 32.0856 },
  { base: '蒋王庙', streetCode: XUANWUHU, project: 40, lon: 118.8257, lat: 32.0792 },
  { base: '仙鹤门', streetCode: XUANWUHU, lon: 118.89, lat: 32.085 },
  { base: '聚宝山', streetCode: XUANWUHU, lon: 118.8487, lat: 32.0936 },
];
