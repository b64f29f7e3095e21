import type { Pack } from '../pack.js';
import { CN_PACKS } from './cn.js';
import { eu20231229 } from './eu.js';
import { house20200101 } from './house.js';
import { id20231222 } from './id.js';
import { in20220812 } from './in.js';
import { uk20140401 } from './uk.js';
import { US_NYC_PACKS, usDc20230101, usMa20120302, usNy20150830, usWa20130728, usWv20150612 } from './us-states.js';
import { usFederal20211130 } from './us-federal.js';

/** Every version of every pack. A new version is added here; an old one is never taken out, for old decisions are judged by it. */
export const ALL_PACKS: readonly Pack[] = [
  house20200101, ...CN_PACKS, usFederal20211130, usMa20120302, usWa20130728, usDc20230101, usNy20150830, ...US_NYC_PACKS, usWv20150612,
  uk20140401, in20220812, id20231222, eu20231229,
];
