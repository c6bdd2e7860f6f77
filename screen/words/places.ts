/** Names of the product and of what is always marked on it. */
export const productName = '玄武区项目绩效指挥中心';
export const districtName = '玄武区';
export const marks = {
  demo: '演示数据',
  waived: '演示环境，未启用双因素',
  /** Where 演示数据 stands beside it. */
  waivedShort: '未启用双因素',
  schematic: '示意边界',
  boundaryNote: '街道边界为示意',
} as const;

/** On a small map the type of place goes without saying. */
export const shortStreetName = (name: string): string => name.replace(/街道$/, '');
