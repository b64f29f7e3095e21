/** A number and who answers it, as a text says it. */
interface Line {
  readonly zh: string;
  readonly en: string;
  readonly source: string;
  /** `high`: named by the authority or the line itself, and widely the same. `medium`: by one source; an operator checks it before relying on it. */
  readonly confidence: 'high' | 'medium';
}

export interface Help {
  /** Danger at this moment. */
  readonly emergency: Line;
  /** Thoughts of ending one's life. */
  readonly crisis: Line;
  /** Violence at home. */
  readonly violence: Line;
  /** Where to complain about a lender, outside of it. */
  readonly complaint: Line;
}

const line = (en: string, zh: string, source: string, confidence: Line['confidence'] = 'high'): Line => ({ en, zh, source, confidence });

/**
 * Help by country (ISO 3166 alpha-2; Hong Kong and Taiwan by their own codes). Free or local calls, answered by day at least. A country
 * that is not here has no line that we could stand behind: then no text goes, and a person is alerted all the same.
 */
const HELP: Readonly<Record<string, Help>> = {
  CN: {
    emergency: line('110 (police) or 120 (ambulance)', '110或120', 'national emergency numbers'),
    crisis: line('12356, the national psychological aid line', '全国统一心理援助热线12356', 'National Health Commission, notice of 25 December 2024; in operation everywhere since 1 May 2025, at least 18 hours a day'),
    violence: line('12338, the women\'s rights line, or 110', '妇女维权公益热线12338，紧急时110', 'All-China Women\'s Federation'),
    complaint: line('12378, the line of the financial regulator', '金融消费者投诉热线12378', 'National Financial Regulatory Administration'),
  },
  HK: {
    emergency: line('999', '999', 'Hong Kong emergency number'),
    crisis: line('18111, the Mental Health Support Hotline, or Samaritans 2896 0000', '「情绪通」精神健康支援热线18111', 'Hong Kong Government (since December 2023); The Samaritans Hong Kong'),
    violence: line('18281, the family crisis line', '向晴轩18281', 'Social Welfare Department, Hong Kong; Caritas Family Crisis Line', 'medium'),
    complaint: line('the Hong Kong Monetary Authority, 2878 1378', '香港金融管理局2878 1378', 'Hong Kong Monetary Authority', 'medium'),
  },
  TW: {
    emergency: line('110 or 119', '110或119', 'Taiwan emergency numbers'),
    crisis: line('1925, open day and night', '安心专线1925', 'Ministry of Health and Welfare, Taiwan'),
    violence: line('113, open day and night', '保护专线113', 'Ministry of Health and Welfare, Taiwan'),
    complaint: line('1998, the line of the Financial Supervisory Commission', '金融服务专线1998', 'Financial Supervisory Commission, Taiwan', 'medium'),
  },
  US: {
    emergency: line('911', '911', 'NANP emergency number'),
    crisis: line('call or text 988, day and night', '拨打或发短信至988，全天候', '988 Suicide & Crisis Lifeline (47 CFR 52.200)'),
    violence: line('1-800-799-7233, day and night', '1-800-799-7233，全天候', 'National Domestic Violence Hotline'),
    complaint: line('consumerfinance.gov/complaint or 855-411-2372', 'consumerfinance.gov/complaint或855-411-2372', 'Consumer Financial Protection Bureau'),
  },
  GB: {
    emergency: line('999', '999', 'UK emergency number'),
    crisis: line('Samaritans on 116 123, free, day and night', 'Samaritans 116 123，免费，全天候', 'Samaritans'),
    violence: line('0808 2000 247, free, day and night', '0808 2000 247，免费，全天候', 'National Domestic Abuse Helpline (Refuge; England)', 'medium'),
    complaint: line('the Financial Ombudsman Service, 0800 023 4567', '金融申诉专员服务0800 023 4567', 'Financial Ombudsman Service; DISP 1.6'),
  },
  IN: {
    emergency: line('112', '112', 'India emergency number'),
    crisis: line('Tele-MANAS on 14416, free, day and night', 'Tele-MANAS 14416，免费，全天候', 'Ministry of Health and Family Welfare, India'),
    violence: line('181, day and night', '181，全天候', 'Women Helpline, Ministry of Women and Child Development, India'),
    complaint: line('cms.rbi.org.in or 14448', 'cms.rbi.org.in或14448', 'Reserve Bank of India, Integrated Ombudsman Scheme'),
  },
  ID: {
    emergency: line('112', '112', 'Indonesia emergency number', 'medium'),
    crisis: line('119, extension 8', '119转8', 'SEJIWA, Ministry of Health, Indonesia', 'medium'),
    violence: line('SAPA on 129', 'SAPA 129', 'Ministry of Women\'s Empowerment and Child Protection, Indonesia'),
    complaint: line('OJK on 157', 'OJK 157', 'Otoritas Jasa Keuangan'),
  },
  SG: {
    emergency: line('999 or 995', '999或995', 'Singapore emergency numbers'),
    crisis: line('Samaritans of Singapore on 1-767, day and night', '新加坡援人协会1-767，全天候', 'Samaritans of Singapore'),
    violence: line('1800 777 0000, day and night', '1800 777 0000，全天候', 'National Anti-Violence and Sexual Harassment Helpline, Singapore'),
    complaint: line('FIDReC on 6327 8878', 'FIDReC 6327 8878', 'Financial Industry Disputes Resolution Centre, Singapore', 'medium'),
  },
};

/** Codes of the countries that have help on file. */
export const HELP_COUNTRIES: readonly string[] = Object.keys(HELP);

export const helpIn = (country: string): Help | null => (Object.hasOwn(HELP, country) ? (HELP[country] as Help) : null);
