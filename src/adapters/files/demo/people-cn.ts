import type { LocalDate } from '../../../domain/time/instant.js';
import { chance, pick, type Draw } from './draw.js';
import type { DemoPerson, PersonMaker } from './person.js';

const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦', '欧阳', '司马', '上官'];
/** The last two need four bytes in GB18030: lenders' files hold such names, and they are the first to be garbled. */
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文斌宇浩然子轩雨婷欣怡佳琪思远嘉诚志鹏晓东海燕春生春㛃𬭎'];
const PLACES: readonly (readonly [string, string, string])[] = [
  ['北京市', '北京市', '朝阳区'], ['上海市', '上海市', '浦东新区'], ['天津市', '天津市', '南开区'], ['重庆市', '重庆市', '渝北区'], ['广东省', '广州市', '天河区'],
  ['广东省', '深圳市', '南山区'], ['浙江省', '杭州市', '西湖区'], ['浙江省', '宁波市', '鄞州区'], ['江苏省', '南京市', '鼓楼区'], ['江苏省', '苏州市', '吴中区'],
  ['四川省', '成都市', '武侯区'], ['湖北省', '武汉市', '洪山区'], ['湖南省', '长沙市', '岳麓区'], ['福建省', '厦门市', '思明区'], ['山东省', '青岛市', '市南区'],
  ['山东省', '济南市', '历下区'], ['河南省', '郑州市', '金水区'], ['陕西省', '西安市', '雁塔区'], ['辽宁省', '沈阳市', '和平区'], ['黑龙江省', '哈尔滨市', '南岗区'],
  ['安徽省', '合肥市', '蜀山区'], ['江西省', '南昌市', '红谷滩区'], ['云南省', '昆明市', '五华区'], ['新疆维吾尔自治区', '乌鲁木齐市', '天山区'],
];
const STREETS = ['示例路', '样本街', '演示大道', '虚构巷'];

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * An 18-digit identity number that cannot be anyone's: no region has the code 99, and the last digit is not the one that
 * the standard (GB 11643) computes.
 */
export function fictionalIdNumber(birth: LocalDate, sequence: number): string {
  const body = `99${String(sequence % 10_000).padStart(4, '0')}${birth.replaceAll('-', '')}${String(sequence % 1_000).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  const right = '10X98765432'[sum % 11] ?? '0';
  return body + String(right === 'X' ? 0 : (Number(right) + 1) % 10);
}

/**
 * Telephone numbers begin with 154, which no operator has. Eleven digits, so that they read as numbers of China. The
 * step is odd and no multiple of five, so that it visits all hundred million before it repeats one.
 */
export function fictionalMobileCn(n: number, seed: number): string {
  return `154${String((n * 61_803_399 + (seed % 100_000_000)) % 100_000_000).padStart(8, '0')}`;
}

export function chinesePeople(draw: Draw, seed: number, asOf: LocalDate): PersonMaker {
  return {
    make(n, age, neighbour): DemoPerson {
      const [province, city, district] = pick(draw, 'cn.place', n, PLACES);
      const given = pick(draw, 'cn.given', n, GIVEN) + (chance(draw, 'cn.given.two', n, 820) ? pick(draw, 'cn.given.second', n, GIVEN) : '');
      const birth = `${Number(asOf.slice(0, 4)) - age - 1}-${String((draw('cn.month', n) % 12) + 1).padStart(2, '0')}-${String((draw('cn.day', n) % 28) + 1).padStart(2, '0')}`;
      const shared = neighbour !== null && neighbour.mobile !== '' && chance(draw, 'cn.shared', n, 12);
      const unreadable = chance(draw, 'cn.unreadable', n, 3);
      const own = chance(draw, 'cn.no-phone', n, 15) ? '' : unreadable ? '暂无' : fictionalMobileCn(n, seed);
      const placeless = chance(draw, 'cn.no-place', n, 10);
      return {
        ref: `K${String(n).padStart(7, '0')}`,
        name: pick(draw, 'cn.surname', n, SURNAMES) + given,
        idNumber: chance(draw, 'cn.no-id', n, 20) ? '' : fictionalIdNumber(birth, n),
        mobile: shared ? neighbour.mobile : own,
        otherPhone: chance(draw, 'cn.other', n, 60) ? fictionalMobileCn(n + 2_000_000, seed) : '',
        email: chance(draw, 'cn.email', n, 250) ? `k${n}@example.com` : '',
        address: placeless ? '' : `${province === city ? '' : province}${city}${district}${pick(draw, 'cn.street', n, STREETS)}${(draw('cn.number', n) % 300) + 1}号${(draw('cn.unit', n) % 20) + 1}栋${(draw('cn.flat', n) % 30) + 1}0${(draw('cn.door', n) % 4) + 1}室`,
        state: placeless ? '' : province,
        city: placeless ? '' : city,
        timeZone: chance(draw, 'cn.no-zone', n, 15) ? '' : '北京时间',
        language: '中文',
        smsConsent: chance(draw, 'cn.sms', n, 700) ? '同意' : chance(draw, 'cn.sms.no', n, 200) ? '不同意' : '',
        callConsent: chance(draw, 'cn.call', n, 650) ? '同意' : chance(draw, 'cn.call.no', n, 200) ? '不同意' : '',
      };
    },
  };
}
