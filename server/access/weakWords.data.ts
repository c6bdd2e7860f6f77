/**
 * Words that make a password easy to guess here, beside the international list of @zxcvbn-ts/language-common: what
 * Chinese users choose (published top lists of leaked Chinese passwords), what administrators are given, the makers of
 * the equipment, and this place. A word stands for itself whatever its capitals or l33t letters, and backwards.
 */
const words = `
  admin administrator root superuser sysadmin sysdba oracle postgres system manager operator monitor guest user test
  demo default changeme letmein welcome login passw0rd password passwd pass secret server computer windows linux
  security audit service support public private master super oper

  mima wodemima guanli guanliyuan xitong yonghu denglu kouling ceshi anquan shenji xitongguanliyuan anquanguanliyuan
  shenjiguanliyuan zhengfu quzhengfu jixiao jixiaoban caizheng caizhengju fagaiwei shenjiju jiedao jiedaoban bangongshi
  xiangmu danwei bumen pingjia zhihui zhihuizhongxin dianzizhengwu zhengwu gongzuo lingdao shuji quzhang juzhang
  kezhang zhuren

  woaini woaini1314 aini woaiwojia woaizhongguo zhongguo zhonghua renmin weirenminfuwu gongchandang beijing shanghai
  nihao xiexie laopo laogong baobao baobei mama baba jiayou tianxia wangluo diannao shouji qingfeng xiaoxiao tiantian
  aaaaaa asdasd qweqwe zxczxc qazwsx qazwsxedc wsxedc a123456 a123456789 aa123456 q123456 qq123456 w123456 z123456
  abc123 abc123456 abcd1234 asd123 zxc123 qwe123 1q2w3e 1q2w3e4r 1qaz2wsx 1qaz 2wsx 3edc 4rfv zaq1 xsw2 qaz wsx edc
  5201314 1314520 520520 520131 13145200 7758521 7758258 147258 147258369 159357 258369 112233 123123 123321 123123123
  321321 111222 888888 666666 168168 8888 6666 88888888 12345678 123456 123456789 1234567890 0123456789 987654321

  huawei hikvision hik dahua h3c ruijie inspur langchao lenovo sangfor qianxin topsec venustech kingsoft yonyou cisco
  tplink xiaomi alibaba aliyun tencent

  zhangsan lisi wangwu zhaoliu xiaoming zhang wang zhao chen yang huang zhou

  xuanwu xuanwuqu xuanwuhu xuanwumen xw xwq njxw njxwq nanjing nanjingshi nj njs jinling jiangsu jiangsusheng jsnj js
  zijin zijinshan zhongshan zhongshanling mingxiaoling qinhuai xinjiekou meiyuan meiyuanxincun suojincun suojin
  hongshan xiaolingwei xiaoling xuanwumenjiedao jiming jimingsi lake purplemountain district gulou jianye yuhuatai
  qixia jiangning 320102 210000 210018 025 nanking

  玄武 玄武区 玄武湖 玄武门 南京 南京市 金陵 江苏 江苏省 紫金山 中山陵 新街口 梅园 锁金村 红山 孝陵卫 密码 口令 管理员
  系统 系统管理员 安全管理员 审计管理员 绩效 绩效办 财政局 发改委 审计局 街道 我爱你 我爱中国 你好 中国 政府 测试
`;

export const weakWords: readonly string[] = [...new Set(words.split(/\s+/).filter((word) => word !== ''))];
