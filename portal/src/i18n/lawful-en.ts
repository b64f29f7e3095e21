/** Words of the "was that lawful?" page, in English; `lawful-zh.ts` has the same keys (the compiler and a test hold it). */
export const lawfulEn = {
  title: 'Was that lawful?',
  lead: 'Tell us how you were contacted about a debt. We compare it with the rules of your place and say which it breaks, how sure that is, and what you can do.',
  promise: 'No account. Nothing is kept: we answer and forget. You need no photo, and please write no names, card or ID numbers.',
  unsure: 'Leave open whatever you do not know. Then we say “cannot be said” instead of guessing.',
  anyone: 'It does not matter who contacted you. Describe one caller and one debt at a time.',

  placeTitle: '1. Where you are', country: 'Country', choose: 'Choose', notKnown: 'I do not know',
  countries: { CN: 'Mainland China', US: 'United States', GB: 'United Kingdom', IN: 'India', ID: 'Indonesia', EU: 'A country of the European Union', ZZ: 'Another country' } as Record<string, string>,
  state: 'State (United States)', stateHelp: 'Two letters, such as OH. DC counts.', city: 'City (New York only)', cityHelp: 'Only if you live in the state of New York.',

  whoTitle: '2. Who contacts you', collector: 'Who is it, as far as you know?',
  collectors: { lender: 'The lender itself', agency: 'A firm that collects for the lender', buyer: 'A firm that bought the debt', unknown: 'I do not know' } as Record<string, string>,
  announced: 'Were you told beforehand that such a firm would come?', debt: 'What kind of debt is it?',
  debts: { credit_card: 'Credit card', bank_loan: 'Loan of a bank', consumer_finance: 'Loan of a consumer finance company', microfinance: 'Microfinance loan', student_loan: 'Student loan', medical: 'Medical bill', other: 'Something else', unknown: 'I do not know' } as Record<string, string>,
  answers: { yes: 'Yes', no: 'No', unknown: 'I do not know' } as Record<string, string>,

  contactsTitle: '3. What you received', contact: (n: number) => `Contact ${n}`, how: 'How',
  channels: {
    call: 'Telephone call', voicemail: 'Message on the voicemail', sms: 'Text message', email: 'E-mail', push: 'Message in an app', social_private: 'Private message (WeChat, WhatsApp …)',
    social_public: 'Post that others can see', mail: 'Letter', postcard: 'Postcard', visit: 'Visit',
  } as Record<string, string>,
  on: 'Day', onHelp: 'For example 2026-11-20', time: 'Time', timeHelp: 'As your clock showed it, such as 21:30. Empty if you do not know.',
  timesLabel: 'How many such contacts on that day', timesHelp: 'One, if you leave it empty.', reached: 'Who was reached',
  reachedWho: {
    borrower: 'The borrower', guarantor: 'A guarantor or co-borrower', named: 'Somebody whom the borrower had named as a contact', family: 'Family or a friend', work: 'Employer or colleague', other: 'A neighbour or somebody else',
    stranger: 'Somebody who has nothing to do with the borrower',
  } as Record<string, string>,
  answered: 'Did somebody answer?', moreTitle: 'More about this contact', moreSaid: 'More about this', until: 'Until this day, if it went on', per: 'The number above is',
  pers: { day: 'for each day', span: 'for all days together' } as Record<string, string>,
  where: 'Where it reached you', wheres: { home: 'At home, or the home line', work: 'At work', mobile: 'On a mobile, anywhere', unknown: 'I do not know' } as Record<string, string>,
  voice: 'Who spoke', voices: { person: 'A person', robot: 'A machine or a recording', unknown: 'I do not know' } as Record<string, string>,
  people: 'How many people came (visit)', asked: 'What they wanted from somebody who does not owe',
  askedWhat: { pay: 'Payment, or pressure on the borrower', find: 'Only where the borrower is', relay: 'Only to pass on a message', unknown: 'I do not know' } as Record<string, string>,
  toldDebt: 'Did they speak of the debt to somebody who does not owe?', optOut: 'Did the message say how to stop further ones?', saidCollector: 'Did they say that they collect a debt?',
  addContact: 'Add another contact',

  actsTitle: '4. What they did', actsHelp: 'Tick whatever happened.',
  acts: {
    violence: 'Threatened or used force', arrest: 'Threatened arrest, prison or punishment', posing: 'Claimed to be police, a court or an office of the state', insult: 'Insulted or swore',
    told_others: 'Told others of the debt, or threatened to', public: 'Put it up where others can read it', entered: 'Came into the home without leave, or would not go', restrained: 'Blocked the way, followed, or took things',
    fee: 'Asked for a fee for collecting', private_account: 'Asked for cash or a transfer to a private person', borrow_more: 'Pushed to borrow elsewhere', hidden: 'Would not say who they are', no_identity: 'Visited without showing who they are',
    court_threat: 'Threatened to sue',
  } as Record<string, string>,
  tooOld: 'Is the debt too old to be sued for, as far as you know?',

  textTitle: '5. What the message said', text: 'Words of the message', textHelp: 'Copy it, or write it as you remember it. Leave out names and numbers.',

  saidTitle: '6. What you had told them', said: (n: number) => `What you told them, ${n}`, saidWhat: 'What', saidNothing: 'Nothing',
  saids: {
    stop: 'To stop all contact', stop_medium: 'To stop one kind of contact (choose it below)', lawyer: 'That a lawyer or adviser acts for you', dispute: 'That the debt or the amount is wrong', refuse_to_pay: 'That you refuse to pay',
    bad_time: 'That a time does not suit you (give the hours)', bad_place: 'That a place does not suit you (choose it below)', employer_forbids: 'That your employer forbids it', other_refused: 'Somebody who does not owe refused contact',
    instalments_agreed: 'You signed an instalment agreement', instalments_broken: 'You could not keep the instalments', proof_asked: 'You asked for proof of the debt', they_answered: 'They sent you their answer or proof', i_called: 'You called them',
    i_wrote: 'You wrote to them (choose how below)', breathing_space: 'A breathing space began (England, Wales)', crisis_moratorium: 'A mental health crisis moratorium began', capacity: 'That illness keeps you from deciding', police_order: 'The police forbade contact', borrower_died: 'That the borrower has died',
  } as Record<string, string>,
  saidOn: 'When', saidForm: 'How', forms: { written: 'In writing', oral: 'By word of mouth', unknown: 'I do not know' } as Record<string, string>,
  medium: 'Which kind of contact', media: { call: 'Calls', sms: 'Texts', email: 'E-mail', mail: 'Letters', push: 'App messages', social_private: 'Private messages', visit: 'Visits' } as Record<string, string>,
  place: 'Which place', places: { home: 'Home', work: 'Work' } as Record<string, string>, from: 'Hours from', to: 'to', inTime: 'Dispute: within 30 days of their written notice?', addSaid: 'Add another',

  agreedTitle: '7. What had been agreed', agreedHours: 'Had you agreed to be contacted at such an hour or place?', agreedOften: 'Had you agreed to be contacted that often?',
  agreedMedium: 'Had you agreed to texts, e-mails or machine calls?', agreedMediumHelp: 'In the United States, giving your number when you borrowed normally counts.',
  reachable: 'If others were contacted: could the borrower be reached at that time?',
  noteTitle: '8. Anything else', note: 'How are you?', noteHelp: 'You may leave it empty. If it is too much, say so: we show first who can help.',
  submit: 'Was that lawful?',

  wrongNothing: 'Describe at least one contact, tick something they did, or write what the message said.', wrongChannel: (n: number) => `Contact ${n}: choose how it came.`, wrongOn: (n: number) => `Contact ${n}: give the day, such as 2026-11-20.`,
  wrongUntil: (n: number) => `Contact ${n}: the last day comes after the first.`, wrongTime: (n: number) => `Contact ${n}: give the time such as 21:30, or leave it empty.`, wrongTimes: (n: number) => `Contact ${n}: give a number from 1 to 60.`,
  wrongSaidOn: (n: number) => `What you told them, ${n}: give the day such as 2026-11-20, or leave it empty.`, wrongSaidMore: (n: number) => `What you told them, ${n}: choose which kind of contact or place.`, wrongHours: (n: number) => `What you told them, ${n}: give hours such as 09:00.`,
  wrongLong: 'That is too long: 4,000 characters at most.', wrongMany: 'That is more than we can look at: at most 60 contacts in all.', wrongState: 'Give the state as two letters, such as OH.', wrongOther: 'Something here could not be read. Please look at it again.',

  helpTitle: 'Somebody to talk to', helpFirst: 'First: somebody to talk to', helpLead: 'If you are threatened, or it is too much: talk to someone now. It is free.',
  breaksTitle: 'This breaks', cannotTitle: 'Cannot be said', cannotLead: 'It would be unlawful if what stands under “depends on” is so.', orderTitle: 'In order, as far as you told us', practiceTitle: 'Not law, but what a careful collector does not do',
  depends: 'It depends on:', about: (list: string) => `About contact ${list}`, aboutText: 'About these words:', sure: 'How sure we are of the rule', article: 'Article', ruleId: 'Our number',
  stepsTitle: 'What you can do next', check: 'Check this number before you use it.', source: 'From', youSaid: 'What you told us', none: 'Nothing.',
  jurisdictions: 'Compared with the rules of', copyTitle: 'Copy or print', copyHelp: 'Print this page, or copy the text below. We have kept nothing, so it cannot be called up again.', copyLabel: 'The answer as text',
  change: 'Change what I told', again: 'Start anew',
  keepTitle: 'Was the message ours?', keepLead: 'If the message has a code that this site knows, you may file this as a complaint with the lender. Only then is what you wrote kept, sealed, for the person who answers it.',
  keepCode: 'Code from the message', keepSubmit: 'File as a complaint', keptTitle: 'Complaint filed', keepWrong: 'We do not know this code, so nothing was filed or kept.', reference: 'Reference',
  times: (n: number) => `${n} times`,
  forces: { L: 'Law', R: 'Regulator’s rule', S: 'Standard', G: 'Association guideline', N: 'Industry convention', P: 'Practice', H: 'Good practice' } as Record<string, string>,
  confidences: { high: 'high', medium: 'fair', low: 'low' } as Record<string, string>, legendTitle: 'What the kinds of rules mean',
  names: { CN: 'Mainland China', 'US-federal': 'United States', UK: 'United Kingdom', IN: 'India', ID: 'Indonesia', EU: 'European Union', 'US-NYC': 'New York City' } as Record<string, string>,
};

export type LawfulTexts = typeof lawfulEn;
