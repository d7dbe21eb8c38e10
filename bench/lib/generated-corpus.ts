import { formatId } from '../../schema/ids.js';
import { randomNumbers } from './random.js';

/** Words of the field, from common to rare: the nth is used about as often as 1/n says. */
const WORDS = (
  '数据 信息 统计 服务 企业 管理 登记 监测 城市 环境 质量 公共 交通 空气 人口 项目 安全 机构 目录 标准 分类 名录 行政 许可 处罚 财政 预算 教育 学校 医疗 卫生 医院 土地 规划 建设 工程 住房 水质 河流 气象 ' +
  '雨量 温度 能源 电力 生产 食品 药品 监督 检查 审批 事项 指南 社会 保障 养老 救助 就业 失业 煤炭 天然气 石油 矿产 资源 海洋 渔业 农业 粮食 种植 面积 产量 价格 指数 市场 商品 进口 出口 贸易 海关 旅游 景区 酒店 ' +
  '文化 遗产 博物馆 图书馆 体育 场馆 科技 创新 专利 高新技术 园区 地理 空间 坐标 边界 行政区划 代码 法人 个体 工商户 纳税 税收 发票 基站 网络 宽带 用户 公共汽车 线路 站点 时刻表 停车场 充电桩 单车 垃圾 处理 ' +
  '污水 排放 污染源 核查 碳排放 森林 覆盖率 湿地 保护区 野生动物 植物 物种 疾病 疫苗 接种 传染病 地震 台网 断层 测绘 遥感 影像 卫星 航空 机场 航班 铁路 车站 客运 货运 港口 吞吐量 船舶 航道 公路 桥梁 隧道 收费站 ' +
  '供水 排水 管网 燃气 供热 照明 路灯 绿化 公园 古树 名木 殡葬 婚姻 收养 福利 彩票 慈善 志愿者 社区 街道 网格 户籍 流动 居住证 出入境 护照 驾驶证 机动车 违法 事故 消防 应急 避难所 物资 储备 救灾 防汛 水库 ' +
  '大坝 泵站 灌溉 节水 地下水 土壤 耕地 农药 化肥 种子 畜禽 屠宰 检疫 兽药 水产 林木 苗木 草原 荒漠 沙化 矿山 复垦 不动产 抵押 公积金 保障房 租赁 物业 维修资金 招标 采购 中标 合同 信用 红名单 黑名单 ' +
  '守信 失信 仲裁 公证 律师 司法 鉴定 调解 法律援助 档案 地方志 非遗 传承人 剧院 电影 广播 电视 出版 版权 商标 质检 计量 认证 特种设备 电梯 锅炉 危化品 烟花爆竹 职业病 体检 献血 急救 中医 药店 医保 定点 ' +
  '参保 缴费 待遇 工伤 生育 培训 职业技能 证书 人才 落户 高校 招生 毕业生 学籍 教师 幼儿园 托育 科普 实验室 仪器 成果 孵化器 独角兽 上市公司 融资 担保 小额贷款 保险 证券 基金 外汇 利率 汇率 物价 工资 消费 零售 批发 物流 快递 仓储 冷链'
).split(' ');

const PLACE_FIRST = [...'安平宁江河山石金永新丰和兴长东西南北云龙凤清泰康福禄寿春秋夏柳梅兰竹松柏桃杏青白黄红紫玉宝华国文武英'];
const PLACE_SECOND = [...'州阳阴城溪川源口桥岭湖泉庄堡镇乡屯寨坪塘沟坡湾滩洲关店铺集营岗台'];
const SUFFIXES = ['数据', '信息', '名录', '统计', '监测数据', '年报', '目录', '分布', '台账', '清单'];
const THEMES = ['credit', 'health', 'employment', 'public-security', 'housing', 'transport', 'education', 'science', 'energy', 'environment', 'industry', 'commerce', 'finance', 'weather', 'geospatial', 'other'];
const FORMATS = ['CSV', 'XLSX', 'JSON', 'API', 'PDF', 'SHP', 'GeoJSON', 'WMS', 'XML'];
const SHARE_TYPES = ['UNCONDITIONAL', 'CONDITIONAL', 'NOT_SHARED'];
const OPENNESS = ['OPEN', 'CONDITIONAL', 'CLOSED'];
const FREQUENCIES = ['REALTIME', 'DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY', 'IRREGULAR'];
const LICENSES = ['CC-BY-4.0', 'CC0-1.0', 'ODC-By-1.0', '政务数据开放许可'];
export const CORPUS_AUTHORITIES = ['11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43', '44', '45', '46', '50', '51', '52', '53', '61', '62', '63', '64', '65'].map((province) => `${province}0000`);

const oneOf = <Value>(values: readonly Value[], random: () => number): Value => values[Math.floor(random() * values.length)] as Value;

/** A word by Zipf's law: of rank r with a chance of about 1/r. */
export const zipfWord = (random: () => number): string => WORDS[Math.min(WORDS.length - 1, Math.floor(Math.pow(WORDS.length + 1, random())) - 1)] as string;
export const place = (random: () => number): string => oneOf(PLACE_FIRST, random) + oneOf(PLACE_SECOND, random) + (random() < 0.5 ? oneOf(['市', '县', '区'], random) : '');

/** The document of dataset number `n`: of this form and length are the records of real catalogs. */
export function generatedDataset(n: number): { readonly authority: string; readonly id: string; readonly document: string } {
  const random = randomNumbers(n + 1);
  const authority = CORPUS_AUTHORITIES[n % CORPUS_AUTHORITIES.length] as string;
  const id = formatId(authority, 'DATASET', Math.floor(n / CORPUS_AUTHORITIES.length) + 1);
  const titleLength = 8 + random() * random() * 32;
  const topic = Array.from({ length: Math.max(1, Math.round(titleLength / 5)) }, () => zipfWord(random)).join('');
  const bilingual = random() < 0.4;
  const day = new Date(Date.UTC(2015, 0, 1) + Math.floor(random() * 4_000) * 86_400_000).toISOString().slice(0, 10);
  const document = {
    bbox: [100 + random() * 10, 25 + random() * 10, 110 + random() * 10, 35 + random() * 10],
    descriptions: [{ lang: 'zh', text: prose(60 + random() * random() * 340, random) }, ...(bilingual ? [{ lang: 'en', text: `Records of ${topic.length} kinds kept by the office, number ${String(n)}, updated by its own staff.` }] : [])],
    distributions: Array.from({ length: 1 + Math.floor(random() * 3) }, (_, index) => ({ accessURL: `https://data.example.org/${String(n)}/${String(index)}`, format: oneOf(FORMATS, random) })),
    frequency: oneOf(FREQUENCIES, random),
    grade: 'GENERAL',
    id,
    issued: day,
    items: Array.from({ length: 4 }, () => ({ name: zipfWord(random) + oneOf(['编号', '名称', '时间', '数值'], random) })),
    keywords: Array.from({ length: 1 + Math.floor(random() * 4) }, () => zipfWord(random)),
    license: oneOf(LICENSES, random),
    modified: day,
    openness: oneOf(OPENNESS, random),
    owner: formatId(authority, 'ORGANIZATION', 1 + Math.floor(random() * 200)),
    region: `${authority.slice(0, 2)}${String(Math.floor(random() * 20)).padStart(2, '0')}00`,
    shareType: oneOf(SHARE_TYPES, random),
    temporal: { start: day.slice(0, 7), end: day.slice(0, 4) },
    themes: [...new Set([oneOf(THEMES, random), ...(random() < 0.3 ? [oneOf(THEMES, random)] : [])])],
    titles: [{ lang: 'zh', text: `${place(random)}${topic}${oneOf(SUFFIXES, random)}` }, ...(bilingual ? [{ lang: 'en', text: `Dataset ${String(n)} of the regional office for public data` }] : [])],
    version: 1,
  };
  return { authority, id, document: JSON.stringify(document) };
}

function prose(length: number, random: () => number): string {
  let text = `本数据由${place(random)}有关部门采集，`;
  while (text.length < length) text += zipfWord(random) + (random() < 0.12 ? '，' : random() < 0.08 ? '的' : '');
  return `${text}。`;
}
