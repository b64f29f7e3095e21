import { describe, expect, it } from 'vitest';
import type { PlanVersion } from '../../api/types.js';
import { chooseVersion, planButtons } from './plan-rules.js';

const version = (change: Partial<PlanVersion>): PlanVersion => ({
  plan: 'ladder', version: 1, state: 'draft', digest: 'd', yaml: 'plan: ladder', draftedBy: 'a', draftedAt: '2026-11-24T08:00:00.000Z', approvedBy: null, releasedAt: null, problems: [], ...change,
});

describe('buttons of the plan page', () => {
  it.each([
    ['nothing written', undefined, '', { draft: 'plans.why_empty', dryRun: 'plans.why_choose', approve: 'plans.why_choose', release: 'plans.why_choose' }],
    ['a draft as saved', version({}), 'plan: ladder', { draft: 'plans.why_unchanged', dryRun: undefined, approve: undefined, release: 'plans.why_not_approved' }],
    ['a draft changed', version({}), 'plan: other', { draft: undefined, dryRun: 'plans.why_unsaved', approve: 'plans.why_unsaved', release: 'plans.why_unsaved' }],
    ['a draft with problems', version({ problems: [{ where: 'steps', problem: 'none' }] }), 'plan: ladder', { draft: 'plans.why_unchanged', dryRun: 'plans.why_problems', approve: 'plans.why_problems', release: 'plans.why_problems' }],
    ['an approved one', version({ state: 'approved' }), 'plan: ladder', { draft: undefined, dryRun: undefined, approve: 'plans.why_not_draft', release: undefined }],
    ['the one in force', version({ state: 'released' }), 'plan: ladder', { draft: undefined, dryRun: undefined, approve: 'plans.why_not_draft', release: 'plans.why_not_approved' }],
  ])('%s', (_name, chosen, text, expected) => {
    expect(planButtons(chosen, text)).toEqual(expected);
  });
});

describe('the version shown', () => {
  const items = [version({}), version({ version: 2, state: 'released' }), version({ version: 3, draftedAt: '2026-11-25T08:00:00.000Z' })];
  it('is the one named, else the one in force, else the newest', () => {
    expect(chooseVersion(items, 'ladder', 1)?.version).toBe(1);
    expect(chooseVersion(items, undefined, undefined)?.version).toBe(2);
    expect(chooseVersion(items.filter((i) => i.state === 'draft'), undefined, undefined)?.version).toBe(3);
    expect(chooseVersion([], 'ladder', 1)).toBeUndefined();
  });
});
