/** Mobile operators of mainland China: Mobile, Unicom, Telecom, Broadnet. */
export const OPERATORS = ['CMCC', 'CUCC', 'CTCC', 'CBN'] as const;
export type Operator = (typeof OPERATORS)[number];

interface Range {
  readonly operator: Operator;
  readonly prefixes: readonly string[];
}

/**
 * To whom ranges of numbers were given, by the first three to five digits after +86. Source: Ministry of Industry and Information Technology,
 * 《我国公众移动通信网网号及H₀分配情况（截至2023年3月底）》, 5 June 2023. Left out: ranges for machines (140 to 144), and the satellites of others
 * (17406 to 17412, 1749, 1619). Numbers can be ported (携号转网服务管理规定, in force since 1 December 2019): a prefix says who gave the number
 * out, not who serves it now. So it only chooses the way that is tried first.
 */
const RANGES: readonly Range[] = [
  { operator: 'CMCC', prefixes: ['1340', '1341', '1342', '1343', '1344', '1345', '1346', '1347', '1348', '135', '136', '137', '138', '139', '147', '148', '150', '151', '152', '157', '158', '159', '165', '1703', '1705', '1706', '172', '178', '182', '183', '184', '187', '188', '195', '197', '198'] },
  { operator: 'CUCC', prefixes: ['130', '131', '132', '145', '146', '155', '156', '166', '167', '1704', '1707', '1708', '1709', '171', '175', '176', '185', '186', '196'] },
  { operator: 'CTCC', prefixes: ['133', '13492', '13493', '13499', '149', '153', '162', '1700', '1701', '1702', '173', '17400', '17401', '17402', '17403', '17404', '17405', '177', '180', '181', '189', '190', '191', '193', '199'] },
  { operator: 'CBN', prefixes: ['192'] },
];

const OPERATOR_OF = new Map(RANGES.flatMap(({ operator, prefixes }) => prefixes.map((prefix): [string, Operator] => [prefix, operator])));
/** Given to companies that resell a network under their own name (the same source). The network is that of the operator above. */
const RESOLD = /^(162|165|167|17[01])/;

/** Who gave out a number of mainland China (E.164), and whether a company without a network sells it; `null`: another country, a fixed line, a range that is nobody's. */
export function operatorOf(e164: string): { readonly operator: Operator; readonly resold: boolean } | null {
  const national = /^\+86(1\d{10})$/.exec(e164)?.[1];
  if (national === undefined) return null;
  const operator = OPERATOR_OF.get(national.slice(0, 3)) ?? OPERATOR_OF.get(national.slice(0, 4)) ?? OPERATOR_OF.get(national.slice(0, 5));
  return operator === undefined ? null : { operator, resold: RESOLD.test(national) };
}
