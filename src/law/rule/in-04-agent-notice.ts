// RBI Digital Lending Directions 2025: the borrower is told who the agent is, by text or e-mail, before the agent makes contact.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { agencyTold } from '../reading/agency.js';
import { against } from '../reading/bar.js';
import { isContact } from '../reading/contact.js';
import { proposedDebts } from '../reading/events.js';
import { isAdviser } from '../reading/person.js';

export const in04AgentNotice = defineRule({
  id: 'IN-04',
  articles: ['IN', 'IN-RBI', 'IN-RBI-digital', 'IN-DLD-2025'],
  title: { en: 'The agent is named before the agent makes contact', zh: '催收代理机构联系前须先告知借款人' },
  citation: 'RBI Digital Lending Directions 2025',
  force: 'R', confidence: 'medium', from: '2025-05-08',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (!isContact(proposed) || isAdviser(proposed)) return NOT_APPLICABLE;
    return proposedDebts(facts, proposed).every((debt) => agencyTold(facts, debt.id, at)) ? SATISFIED : against('prohibited', 'agent_not_named');
  },
});
