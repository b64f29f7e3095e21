import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { lastAbout } from '../reading/cn-debt.js';
import { isContact } from '../reading/contact.js';
import { accountsOf } from '../reading/us-account.js';
import { kinds } from '../reading/kinds.js';

const REQUESTS = kinds('substantiation_request', 'verification_sent');

/** 23 NYCRR 1.4: after a request to substantiate a charged-off debt, collection stops until it is substantiated (due within 60 days; lateness does not reopen it). */
export const usNy1Substantiation = defineRule({
  id: 'US-NY-1-SUBSTANTIATION',
  articles: ['NY', 'US-NY-1', 'NY-23NYCRR1.4', '23NYCRR1.4', '23NYCRR1.4(b)'],
  title: { en: 'New York: no collection until substantiated', zh: '纽约州：提供证明前停止催收' },
  citation: '23 NYCRR 1.4(b)',
  force: 'R', confidence: 'high', from: '2015-08-30',
  params: { notCollection: 'texts' },
  judge: ({ facts, proposed, at, params }) => {
    if ((!isContact(proposed) && proposed.channel !== 'legal_action' && proposed.channel !== 'credit_report') || params.notCollection.includes(proposed.purpose)) return NOT_APPLICABLE;
    const open = accountsOf(facts, proposed).some(
      (id) => lastAbout(facts, id, at, REQUESTS)?.type === 'substantiation_request',
    );
    return open ? against('prohibited', 'substantiation_pending') : SATISFIED;
  },
});
