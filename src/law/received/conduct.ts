import type { Confidence, Force } from '../verdict.js';
import type { ActKind, Received } from './received.js';

// What collectors do that no gate can be asked about, because no collector that asks would say it: the product has no
// field for it. Each place's own words for it, as the digests of the law have them; what they do not have is not here.

interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

export interface ConductRule {
  readonly id: string;
  readonly acts: readonly ActKind[];
  readonly jurisdiction: string;
  readonly title: Bilingual;
  readonly citation: string;
  readonly force: Force;
  readonly confidence: Confidence;
  /** Binds agencies and buyers, or buyers only, but not a lender that collects its own. */
  readonly binds?: 'collectors' | 'buyers';
}

const CN = 'CN';
const US = 'US-federal';
const protection = 'Measures on consumer protection (CBIRC 2022 No. 9) art. 41';

export const CONDUCT: readonly ConductRule[] = [
  { id: 'CN-X2', acts: ['violence', 'insult'], jurisdiction: CN, title: { en: 'No violence, threats, intimidation or insults', zh: '不得暴力、威胁、恐吓、辱骂' }, citation: `${protection}; measures on credit-card business art. 68; CBA guideline (2026), prohibited acts (2)`, force: 'R', confidence: 'high' },
  { id: 'CN-X4', acts: ['arrest'], jurisdiction: CN, title: { en: 'Legal consequences are not overstated; ordinary default is a civil matter', zh: '不得夸大法律后果；一般逾期属民事纠纷' }, citation: 'CBA guideline (2026), prohibited acts; SPC/SPP interpretation (2018) arts. 6-8', force: 'G', confidence: 'high' },
  { id: 'CN-X1', acts: ['posing'], jurisdiction: CN, title: { en: 'Nobody poses as police, a court or any state body', zh: '不得冒充公安、法院等国家机关' }, citation: `Criminal Code art. 279; ${protection}; CBA guideline (2026), prohibited acts (1)`, force: 'L', confidence: 'high' },
  { id: 'CN-X6', acts: ['public'], jurisdiction: CN, title: { en: 'Nothing is posted where others can read it', zh: '不得在公共场所张贴催收信息' }, citation: 'CBA guideline (2026), prohibited acts (5)', force: 'G', confidence: 'high' },
  { id: 'CN-X7', acts: ['told_others', 'public'], jurisdiction: CN, title: { en: 'The debt is told to nobody else', zh: '不得向他人透露债务' }, citation: 'GB/T 45251-2025, 5.3; CBA guideline (2026); NIFA convention (2018), art. 18', force: 'S', confidence: 'high' },
  { id: 'CN-V4', acts: ['entered'], jurisdiction: CN, title: { en: 'No entry to a home without consent', zh: '未经同意不得进入住宅' }, citation: 'Criminal Code art. 245; Civil Code art. 1033(2); CBA guideline (2026), prohibited acts (7)', force: 'L', confidence: 'high' },
  { id: 'CN-V10', acts: ['restrained'], jurisdiction: CN, title: { en: 'Nobody is restrained or followed, no door blocked, no property taken', zh: '不得限制人身自由、跟踪、堵门、强占财物' }, citation: 'Criminal Code arts. 238, 293, 293-1; public-security penalties law (2025) art. 50', force: 'L', confidence: 'high' },
  { id: 'CN-X5', acts: ['fee', 'borrow_more'], jurisdiction: CN, title: { en: 'No fee for collecting, and nobody is pushed into new borrowing', zh: '不得收取催收费，不得诱导借新还旧' }, citation: 'CBA guideline (2026), prohibited acts (4); NIFA convention (2018), art. 19', force: 'G', confidence: 'high' },
  { id: 'CN-M1', acts: ['private_account'], jurisdiction: CN, title: { en: 'Money goes only to the lender’s own channels', zh: '还款只能通过金融机构指定渠道' }, citation: 'NIFA convention (2018), art. 19; CBA guideline (2026)', force: 'G', confidence: 'high' },
  { id: 'CN-C1', acts: ['hidden'], jurisdiction: CN, title: { en: 'The caller names the institution at once', zh: '催收时须立即表明所属机构' }, citation: 'NIFA convention (2018), art. 15; CBA guideline (2026)', force: 'G', confidence: 'high' },
  { id: 'CN-V2', acts: ['no_identity'], jurisdiction: CN, title: { en: 'Visitors show who they are of their own accord', zh: '上门人员须主动出示身份' }, citation: 'CBA guideline (2026); NIFA convention (2018), art. 15', force: 'G', confidence: 'high' },
  { id: 'US-F-24', acts: ['violence', 'insult'], jurisdiction: US, title: { en: 'No harassment, oppression or abuse', zh: '不得骚扰、压迫、辱骂' }, citation: '12 CFR 1006.14(a); 15 USC 1692d', force: 'L', confidence: 'medium', binds: 'collectors' },
  { id: 'US-C-06', acts: ['arrest', 'posing'], jurisdiction: US, title: { en: 'No false threat, no false appearance of the state', zh: '不得虚假威胁，不得冒充官方' }, citation: '12 CFR 1006.18', force: 'L', confidence: 'medium', binds: 'collectors' },
  { id: 'US-F-11', acts: ['told_others'], jurisdiction: US, title: { en: 'No communication with third parties', zh: '不得就债务联系第三人' }, citation: '12 CFR 1006.6(d)(1)-(2); 15 USC 1692c(b)', force: 'L', confidence: 'high', binds: 'collectors' },
  { id: 'US-F-26', acts: ['public'], jurisdiction: US, title: { en: 'Nothing about a debt where the public can see it', zh: '不得在公众可见处公开债务' }, citation: '12 CFR 1006.22(f)(4); 1006.18(d)', force: 'L', confidence: 'medium', binds: 'collectors' },
  { id: 'US-C-06-FEE', acts: ['fee'], jurisdiction: US, title: { en: 'No amount that the agreement or the law does not allow', zh: '不得收取合同或法律未允许的费用' }, citation: '12 CFR 1006.22(b)', force: 'L', confidence: 'medium', binds: 'collectors' },
  { id: 'US-C-05', acts: ['hidden'], jurisdiction: US, title: { en: 'Callers say who they are', zh: '来电须表明身份' }, citation: '12 CFR 1006.14(g)', force: 'L', confidence: 'medium', binds: 'collectors' },
  { id: 'UK-02', acts: ['arrest', 'posing'], jurisdiction: 'UK', title: { en: 'Nothing misleading; no hint of court status; true status and authority', zh: '不得误导，不得暗示具有法院地位' }, citation: 'CONC 3.3.1R, 7.9.2R, 7.11', force: 'R', confidence: 'high' },
  { id: 'UK-03', acts: ['told_others', 'public'], jurisdiction: 'UK', title: { en: 'The debt is not shown to third parties or in public', zh: '不得向第三人或公众披露债务' }, citation: 'CONC 7.9.7R, 7.9.10R-7.9.11G', force: 'R', confidence: 'high' },
  { id: 'UK-04', acts: ['entered'], jurisdiction: 'UK', title: { en: 'Visitors explain why they came, gave notice, and leave when asked', zh: '上门须说明目的并事先通知，被要求离开时应离开' }, citation: 'CONC 7.9.12R-7.9.14R', force: 'R', confidence: 'high' },
  { id: 'IN-01C', acts: ['violence', 'insult', 'hidden'], jurisdiction: 'IN', title: { en: 'No threats, anonymous calls or improper messages', zh: '不得威胁、匿名来电或发送不当信息' }, citation: 'RBI circular of 12 Aug 2022; Responsible Business Conduct Directions 2025', force: 'R', confidence: 'high' },
  { id: 'IN-01F', acts: ['told_others', 'public'], jurisdiction: 'IN', title: { en: 'Family, referees and friends are left alone', zh: '不得打扰亲属、推荐人与朋友' }, citation: 'RBI circular of 12 Aug 2022; Responsible Business Conduct Directions 2025', force: 'R', confidence: 'high' },
  { id: 'ID-02', acts: ['violence', 'insult', 'told_others', 'public'], jurisdiction: 'ID', title: { en: 'No threats, shaming, physical or verbal pressure', zh: '不得威胁、羞辱，不得施加身体或言语压力' }, citation: 'POJK 22/2023 art. 62(2), (6)', force: 'R', confidence: 'high' },
  { id: 'EU-01C', acts: ['violence', 'insult', 'arrest', 'posing', 'told_others', 'public'], jurisdiction: 'EU', title: { en: 'Good faith, nothing misleading, privacy, no harassment or coercion', zh: '诚信、不误导、尊重隐私，不得骚扰或胁迫' }, citation: 'Directive (EU) 2021/2167 art. 10(1)', force: 'L', confidence: 'high', binds: 'buyers' },
];

interface Broken {
  readonly rule: ConductRule;
  readonly open: boolean;
}

/** Rules of the place that the acts told of break, in the table's order; `open` where it turns on who collects. */
export function conductBroken(received: Received, jurisdictions: readonly string[]): readonly Broken[] {
  return CONDUCT.filter((rule) => jurisdictions.includes(rule.jurisdiction) && rule.acts.some((act) => received.acts.includes(act))).flatMap((rule): readonly Broken[] => {
    if (rule.binds === undefined || received.collector === 'buyer' || (rule.binds === 'collectors' && received.collector === 'agency')) return [{ rule, open: false }];
    return received.collector === 'unknown' ? [{ rule, open: true }] : [];
  });
}
