import type { Confidence, Force } from '../verdict.js';
import type { Ground } from './topic.js';

function ground(places: readonly string[], force: Force, confidence: Confidence) {
  return (id: string, citation: string): Ground => ({ id, places, citation, force, confidence });
}

/** Grounds by place: the digest's own force and confidence, which an entry may lower. */
export const cn = {
  guideline: ground(['CN'], 'G', 'high'),
  convention: ground(['CN'], 'N', 'high'),
  regulator: ground(['CN'], 'R', 'high'),
  law: ground(['CN'], 'L', 'high'),
  practice: ground(['CN'], 'P', 'high'),
};
/** Regulation F, 12 CFR part 1006. The letters of 1006.18 and .22 are cited from background knowledge. */
export const us = ground(['US-federal'], 'L', 'medium');
export const uk = ground(['UK'], 'R', 'high');
export const india = ground(['IN'], 'R', 'high');
export const indonesia = ground(['ID'], 'R', 'high');
/** Directive (EU) 2021/2167 binds purchasers and servicers of bought loans. */
export const eu = ground(['EU'], 'L', 'medium');
